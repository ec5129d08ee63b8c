/** Links within the page: they keep the selection, work with the middle mouse button, and do not load the page anew. */

import type { ComponentChildren } from "preact";

import { addressOf, go, type Route } from "../route";

export function Link({ to, class: name, children, current, label }: {
  to: Route; class?: string; children: ComponentChildren; current?: boolean; label?: string;
}) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={addressOf(to)} class={name} onClick={follow} aria-current={current ? "page" : undefined} aria-label={label}>
      {children}
    </a>
  );
}

/** The address of a record in Reading: its report with the record lit. `id` is "<report>:<local>". */
export function readingOf(route: Route, id: string): Route {
  const [reading = "", lit = ""] = id.split(":");
  return { ...route, view: "reading", reading, lit, own: {} };
}

export function RecordLink({ route, id, children, class: name }: { route: Route; id: string; children: ComponentChildren; class?: string }) {
  return <Link to={readingOf(route, id)} {...(name ? { class: name } : {})}>{children}</Link>;
}
