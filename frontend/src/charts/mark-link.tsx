/** A mark of a chart that leads to Reading with its record lit. */

import type { ComponentChildren } from "preact";

import { readingOf } from "../components/links";
import { addressOf, go, type Route } from "../route";

export function MarkLink({ route, id, label, tabIndex, class: name, kind, children, onEnter, onLeave }: {
  route: Route; id: string; label: string; tabIndex?: number; class?: string; kind?: string; children: ComponentChildren;
  onEnter?: () => void; onLeave?: () => void;
}) {
  const to = readingOf(route, id);
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={addressOf(to)} class={`mark-link ${name ?? ""}`} data-kind={kind} data-record={id} tabindex={tabIndex} aria-label={label}
      onClick={follow} onMouseEnter={onEnter} onMouseLeave={onLeave} onFocus={onEnter} onBlur={onLeave}
    >
      <title>{label}</title>
      {children}
    </a>
  );
}
