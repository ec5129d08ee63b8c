/** Disagreements and tracks: who contradicts whom, talks as boards, votes as roll-calls. */

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { Answered, Empty } from "../components/state";
import { Tabs } from "../components/tabs";
import { useGrowing } from "../paging";
import { go, type Route } from "../route";
import type { Disagreement, Page } from "../types";
import { Boards } from "./boards";
import { Facing } from "./facing";
import { RollCalls } from "./roll-calls";

import "./disputes.css";

const TABS = { disagreements: "Disagreements", talks: "Talks", votes: "Votes" } as const;
type Tab = keyof typeof TABS;
const ABOUT = { "": "All", figures: "Figures", votes: "Votes", denial: "Denials", blame: "Who did it", occurrence: "Whether it happened" } as const;

export default function Disputes({ route }: ViewProps) {
  const tab = (Object.keys(TABS) as Tab[]).find((one) => one === route.own["tab"]) ?? "disagreements";
  return (
    <>
      <div class="view-head"><h1>Disagreements &amp; tracks</h1></div>
      <Tabs names={TABS} chosen={tab} label="Disagreements, talks or votes" onChoose={(one) => go({ ...route, own: { tab: one === "disagreements" ? "" : one } })}>
        {tab === "disagreements" && <Disagreements route={route} />}
        {tab === "talks" && <Boards route={route} />}
        {tab === "votes" && <RollCalls route={route} />}
      </Tabs>
    </>
  );
}

function Disagreements({ route }: { route: Route }) {
  const about = route.own["about"] ?? "";
  const loaded = useAnswer<Page<Disagreement>>(asking("/disagreements", route.selection, { dispute: about }));
  return (
    <>
      <p class="choice no-print" role="group" aria-label="What they disagree about">
        {Object.entries(ABOUT).map(([code, name]) => <button key={code} type="button" aria-pressed={about === code} onClick={() => go({ ...route, own: { ...route.own, about: code } })}>{name}</button>)}
      </p>
      <Answered loaded={loaded} what="disagreements">
        {(page) => page.items.length === 0
          ? <Empty title="No two sources contradict each other here"><p>Or the reports are not linked yet: <code>onrecord link</code> sets records of different reports against each other.</p></Empty>
          : <Pairs route={route} about={about} first={page} />}
      </Answered>
    </>
  );
}

function Pairs({ route, about, first }: { route: Route; about: string; first: Page<Disagreement> }) {
  const { items, hasMore, more, failed } = useGrowing(first, (after) => asking("/disagreements", route.selection, { dispute: about, after }));
  return (
    <>
      <ol class="pairs">{items.map((one) => <Facing key={one.id} pair={one} route={route} />)}</ol>
      {hasMore && <button type="button" class="more" onClick={() => void more()}>Show more</button>}
      {failed && <p role="alert">{failed}</p>}
    </>
  );
}
