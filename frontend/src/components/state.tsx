/** What a view shows when it has nothing to show: still loading, nothing found, something wrong. */

import type { ComponentChildren } from "preact";

import type { Loaded } from "../api";
import { isEmpty, type Selection } from "../selection";

export function Loading({ what }: { what: string }) {
  return <p class="state" role="status">Loading {what} …</p>;
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <p class="state-title">{title}</p>
      {children}
    </div>
  );
}

/** What to do where nothing was found: there may be no condition that could be taken out. */
export function Advice({ selection }: { selection: Selection }) {
  return isEmpty(selection) ? <>Add reports with the button at the top; what they hold is shown here</> : <>Take a condition out above</>;
}

export function Failed({ message, again }: { message: string; again?: (() => void) | undefined }) {
  return (
    <div class="state state-failed" role="alert">
      <p class="state-title">This could not be loaded</p>
      <p>{message}</p>
      {again && <button type="button" onClick={again}>Try again</button>}
    </div>
  );
}

/** The children made of an answer once it is there; the state of the question until then. */
export function Answered<Answer>({ loaded, what, again, children }: {
  loaded: Loaded<Answer>; what: string; again?: () => void; children: (answer: Answer) => ComponentChildren;
}) {
  const failed = loaded.state === "failed" && <Failed message={loaded.error.message} again={again ?? loaded.retry} />;
  if (loaded.answer === null) return failed || <Loading what={what} />;
  return (
    <div class={loaded.state === "loading" ? "stale" : undefined} aria-busy={loaded.state === "loading"}>
      {failed}
      {children(loaded.answer)}
    </div>
  );
}
