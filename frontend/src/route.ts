/** Where the page is: a view, the report that is read, the record that is lit, and the selection. */

import { useLayoutEffect, useState } from "preact/hooks";

import { paramsOf, type Selection, selectionOf } from "./selection";

export const VIEWS = ["reports", "reading", "statements", "timeline", "map", "figures", "disputes", "network"] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  view: View;
  /** The version id of the report that Reading shows. */
  reading: string;
  /** The local id of the record that is lit there. */
  lit: string;
  /** What a view keeps for itself: a tab, a lane, a measure. */
  own: Readonly<Record<string, string>>;
  selection: Selection;
}

const OWN = "v.";

/** The route of an address such as /reading/r0123?record=e3&country=KEN&v.lane=place. */
export function routeOf(url: URL): Route {
  const [first = "", second = ""] = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const own: Record<string, string> = {};
  for (const [name, value] of url.searchParams) if (name.startsWith(OWN)) own[name.slice(OWN.length)] = value;
  return {
    view: VIEWS.find((one) => one === first) ?? "reports",
    reading: first === "reading" ? second : "",
    lit: url.searchParams.get("record") ?? "",
    own,
    selection: selectionOf(url.searchParams),
  };
}

/** The address of a route. */
export function addressOf(route: Route): string {
  const params = paramsOf(route.selection);
  if (route.lit) params.set("record", route.lit);
  for (const [name, value] of Object.entries(route.own)) if (value) params.set(OWN + name, value);
  const path = route.view === "reading" && route.reading ? `/reading/${encodeURIComponent(route.reading)}` : `/${route.view}`;
  const asked = params.toString();
  return asked ? `${path}?${asked}` : path;
}

/** Go to a route; `quiet` changes the address without a step to go back to. */
export function go(route: Route, { quiet = false } = {}): void {
  const address = addressOf(route);
  if (address === location.pathname + location.search) return;
  if (quiet) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  dispatchEvent(new Event(MOVED));
}

/** The route now, kept up with the address. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(new URL(location.href)));
  // Before anything can be pressed: an address that changes earlier would not be followed.
  useLayoutEffect(() => {
    const follow = () => setRoute(routeOf(new URL(location.href)));
    addEventListener("popstate", follow);
    addEventListener(MOVED, follow);
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener(MOVED, follow);
    };
  }, []);
  return route;
}

const MOVED = "onrecord-moved";
