/** The frame: masthead, views, selection, and the view that the address names. */

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { asking, useAnswer } from "./api";
import { GiveOut } from "./components/give-out";
import { Link } from "./components/links";
import { SelectionBar } from "./components/selection-bar";
import { Failed, Loading } from "./components/state";
import { TakeIn } from "./components/take-in";
import { ThemeSwitch } from "./components/theme-switch";
import { TokenForm } from "./components/token-form";
import { go, type Route, routeOf, useRoute, type View, VIEWS } from "./route";
import { withCondition } from "./selection";
import type { Me } from "./types";
import { VIEW_NAMES } from "./words";

export interface ViewProps {
  route: Route;
  me: Me;
}

const LOADERS: Record<View, () => Promise<{ default: ComponentType<ViewProps> }>> = {
  reports: () => import("./views/reports"),
  reading: () => import("./views/reading"),
  statements: () => import("./views/statements"),
  timeline: () => import("./views/timeline"),
  map: () => import("./views/map"),
  figures: () => import("./views/figures"),
  disputes: () => import("./views/disputes"),
  network: () => import("./views/network"),
};

/** The code of the first view comes while the server is asked who looks; that of the others when there is nothing to do. */
void LOADERS[routeOf(new URL(location.href)).view]().catch(() => undefined);
const whenIdle = "requestIdleCallback" in window ? (then: () => void) => requestIdleCallback(then, { timeout: 3000 }) : (then: () => void) => setTimeout(then, 1500);

export function App() {
  const route = useRoute();
  useEffect(() => { whenIdle(() => { for (const load of Object.values(LOADERS)) load().catch(() => undefined); }); }, []);
  const [again, setAgain] = useState(0);
  const me = useAnswer<Me>(asking("/me"), again);
  if (me.state === "failed" && me.error.status === 401) return <TokenForm onDone={() => setAgain(again + 1)} />;
  if (me.state === "failed") return <Failed message={me.error.message} again={() => setAgain(again + 1)} />;
  if (me.answer === null) return <Loading what="the page" />;
  return <Frame route={route} me={me.answer} />;
}

function Frame({ route, me }: ViewProps) {
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
      <main class="view" id="view" ref={main} tabIndex={-1}>
        <CurrentView key={route.view} route={route} me={me} />
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

function CurrentView(props: ViewProps) {
  const [Loaded, setLoaded] = useState<ComponentType<ViewProps> | null>(null);
  const [failed, setFailed] = useState("");
  useEffect(() => {
    LOADERS[props.route.view]().then(
      (module) => setLoaded(() => module.default),
      () => setFailed("A part of the page could not be loaded. Load the page again."),
    );
  }, [props.route.view]);
  if (failed) return <Failed message={failed} again={() => location.reload()} />;
  return Loaded === null ? <Loading what={VIEW_NAMES[props.route.view].toLowerCase()} /> : <Loaded {...props} />;
}
