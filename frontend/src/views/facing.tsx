/** Two sides of a disagreement, facing each other: whose words, which words, when; each leads to its characters. */

import { RecordLink } from "../components/links";
import type { Route } from "../route";
import type { Disagreement, Side } from "../types";
import { country, day } from "../words";

import "./facing.css";

const ABOUT: Record<string, string> = {
  figures: "Different figures", votes: "Different tallies", denial: "Claim and denial", blame: "Who did it", occurrence: "Whether it happened",
};

export function Facing({ pair, route }: { pair: Disagreement; route: Route }) {
  return (
    <li class="pair">
      <div class="pair-head">
        <span class="tag">{ABOUT[pair.kind] ?? pair.kind}</span>
        <h2><bdi>{pair.label}</bdi></h2>
        <span class="small soft">{[pair.day ? day(pair.day) : "", pair.country ? country(pair.country) : ""].filter(Boolean).join(", ")}</span>
      </div>
      <div class="facing">
        <OneSide side={pair.left} route={route} />
        <OneSide side={pair.right} route={route} />
      </div>
      {pair.reasons.length > 0 && <p class="pair-reasons"><span class="faint">Why they are set against each other:</span> {pair.reasons.join("; ")}</p>}
    </li>
  );
}

function OneSide({ side, route }: { side: Side; route: Route }) {
  return (
    <article class="side">
      <p class="side-who"><bdi class="said-by">{side.source ?? side.outlet ?? "The report itself"}</bdi>{side.source === null && <span class="soft"> in its own voice</span>}</p>
      <blockquote class="side-words" dir="auto"><RecordLink route={route} id={side.record}>{side.words}</RecordLink></blockquote>
      <p class="small faint"><bdi>{side.outlet ?? "no outlet"}</bdi>, {day(side.date, { short: true })}{side.title && <>: <bdi>{side.title}</bdi></>}</p>
    </article>
  );
}
