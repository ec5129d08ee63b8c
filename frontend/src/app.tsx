/** The frame: masthead, views, selection, and the view that the address names. */

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { asking, useAnswer } from "./api";
import { GiveOut } from "./components/give-out";
import { Link } from "./components/links";
import { Printed, SelectionBar } from "./components/selection-bar";
import { Failed } from "./components/state";
import { TakeIn } from "./components/take-in";
import { ThemeSwitch } from "./components/theme-switch";
import { TokenForm } from "./components/token-form";
import { go, type Route, useRoute, type View, VIEWS } from "./route";
import { withCondition } from "./selection";
import type { Me } from "./types";
import Disputes from "./views/disputes";
import Figures from "./views/figures";
import PlacesMap from "./views/map";
import Network from "./views/network";
import Reading from "./views/reading";
import Reports from "./views/reports";
import Statements from "./views/statements";
import Timeline from "./views/timeline";
import { VIEW_NAMES } from "./words";

export interface ViewProps {
  route: Route;
  me: Me;
}

/** All in one script: eight small ones would be asked for one after another while the view waits. */
const PAGES: Record<View, ComponentType<ViewProps>> = {
  reports: Reports, reading: Reading, statements: Statements, timeline: Timeline, map: PlacesMap, figures: Figures, disputes: Disputes, network: Network,
};
/** Until the server has said who looks, the page is that of most; what may not be done the server refuses. */
const SOMEBODY: Me = { name: "", role: "reviewer", tokens: false };

export function App() {
  const route = useRoute();
  const [again, setAgain] = useState(0);
  const me = useAnswer<Me>(asking("/me"), again);
  if (me.state === "failed" && me.error.status === 401) return <TokenForm onDone={() => setAgain(again + 1)} />;
  if (me.state === "failed") return <Failed message={me.error.message} again={() => setAgain(again + 1)} />;
  return <Frame route={route} me={me.answer ?? SOMEBODY} />;
}

function Frame({ route, me }: ViewProps) {
  const Current = PAGES[route.view];
  const main = useRef<HTMLElement>(null);
  const before = useRef(route.view);
  useEffect(() => {
    document.title = `${VIEW_NAMES[route.view]} · onrecord`;
    // On a phone the list of views is wider than the page. Not by scrollIntoView: the next Tab would start from there.
    const current = document.querySelector<HTMLElement>('.views [aria-current="page"]');
    if (current?.parentElement) current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - 16;
    // A new view is read from its beginning; the first one leaves the focus where the browser put it.
    if (before.current !== route.view) main.current?.focus({ preventScroll: true });
    before.current = route.view;
  }, [route.view]);
  return (
    <>
      <a class="skip" href="#view">Skip to the view</a>
      <header class="masthead">
        <Link to={{ ...route, view: "reports", reading: "", lit: "", own: {} }} class="masthead-name">onrecord</Link>
        <Search route={route} />
        <div class="masthead-tools">
          {me.role !== "reader" && <TakeIn />}
          <GiveOut selection={route.selection} />
          <ThemeSwitch />
        </div>
      </header>
      <nav class="views" aria-label="Views">
        {VIEWS.map((view) => (
          <Link key={view} to={{ ...route, view, lit: view === "reading" ? route.lit : "", own: {} }} current={view === route.view}>
            {VIEW_NAMES[view]}
          </Link>
        ))}
      </nav>
      <SelectionBar route={route} />
      <Printed route={route} />
      <main class="view" id="view" ref={main} tabIndex={-1}>
        <Current key={route.view} route={route} me={me} />
      </main>
    </>
  );
}

function Search({ route }: { route: Route }) {
  const [words, setWords] = useState(route.selection.q);
  useEffect(() => setWords(route.selection.q), [route.selection.q]);
  const submit = (event: Event) => {
    event.preventDefault();
    go({ ...route, view: route.view === "reading" ? "reports" : route.view, selection: withCondition(route.selection, "q", words.trim()) });
  };
  return (
    <form class="masthead-search" role="search" onSubmit={submit}>
      <label class="visually-hidden" for="search">Search the reports</label>
      <input id="search" type="search" placeholder='Search the reports: ceasefire, "port authority", -sport' value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      <button type="submit">Search</button>
    </form>
  );
}
