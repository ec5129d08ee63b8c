/** Votes as roll-calls: who voted how, what was counted, who vetoed, what became of it. */

import { asking, useAnswer } from "../api";
import { Grown } from "../components/grown";
import { RecordLink } from "../components/links";
import { Answered, Empty } from "../components/state";
import { Told } from "../components/told";
import type { Route } from "../route";
import type { Motion, Page } from "../types";
import { counted, day, inWords } from "../words";

const OPTIONS = [["yes", "For"], ["no", "Against"], ["abstain", "Abstained"], ["absent", "Absent"]] as const;

export function RollCalls({ route }: { route: Route }) {
  const loaded = useAnswer<Page<Motion>>(asking("/votes", route.selection));
  return (
    <Answered loaded={loaded} what="votes">
      {(page) => page.items.length === 0
        ? <Empty title="No votes in this selection"><p>A roll-call appears where linked reports tell of a vote.</p></Empty>
        : <Grown first={page} addressAfter={(after) => asking("/votes", route.selection, { after })}>{(motion) => <RollCall key={motion.id} motion={motion} route={route} />}</Grown>}
    </Answered>
  );
}

function RollCall({ motion, route }: { motion: Motion; route: Route }) {
  const vetoers = new Set(motion.vetoes.map((one) => one.cluster ?? one.name));
  // A veto counts against, whether or not a report says so of the voter as well.
  const unlisted = motion.vetoes.filter((one) => !motion.ballots.some(({ voter }) => (voter.cluster ?? voter.name) === (one.cluster ?? one.name)));
  return (
    <article class="board">
      <header class="board-head">
        <h2><bdi>{motion.motion ?? "A motion that no report names"}</bdi></h2>
        <p class="small soft">
          <span class={`outcome ${motion.modality === "actual" ? "" : "outcome-to-come"}`}>{outcomeOf(motion)}</span>
          {motion.body && <> <bdi>{motion.body.name}</bdi>,</>} {motion.day ? day(motion.day) : "no day known"}
          {motion.sponsors.length > 0 && <>, put forward by <bdi>{motion.sponsors.map((one) => one.name).join(", ")}</bdi></>}
        </p>
      </header>
      <div class="roll">
        {OPTIONS.map(([option, name]) => {
          const voters = motion.ballots.filter((ballot) => ballot.option === option).map((ballot) => ballot.voter);
          const listed = option === "no" ? [...voters, ...unlisted] : voters;
          const number = motion.counts[option];
          const unnamed = number === null ? 0 : number - listed.length;
          return (
            <section key={option} class="roll-column">
              <h3>{name} <span class="roll-count">{number ?? <span class="faint" title="no report gives a number">not told</span>}</span></h3>
              {number !== null && number > 0 && <Tally number={number} />}
              <ul>
                {listed.map((voter) => (
                  <li key={voter.id}><RecordLink route={route} id={voter.id}><bdi>{voter.name}</bdi></RecordLink>{vetoers.has(voter.cluster ?? voter.name) && <span class="tag veto">veto</span>}</li>
                ))}
                {unnamed > 0 && <li class="faint small">{listed.length === 0 ? `${unnamed} not named` : `and ${unnamed} not named`}</li>}
              </ul>
            </section>
          );
        })}
      </div>
      <Told route={route} records={motion.records} />
    </article>
  );
}

/** One stroke for each vote, in fives, as a clerk would. */
function Tally({ number }: { number: number }) {
  if (number > 250) return null;
  const strokes = Array.from({ length: number }, (_, at) => at);
  const width = number * 4 + Math.floor((number - 1) / 5) * 4 + 2;
  return (
    <svg class="tally" viewBox={`0 0 ${width} 14`} width={width} height="14" role="img" aria-label={counted(number, "vote")}>
      {strokes.map((at) => <line key={at} x1={at * 4 + Math.floor(at / 5) * 4 + 1.5} x2={at * 4 + Math.floor(at / 5) * 4 + 1.5} y1="1" y2="13" />)}
    </svg>
  );
}

function outcomeOf(motion: Motion): string {
  if (motion.modality !== "actual") return motion.modality === "planned" ? "To be voted on" : `${inWords(motion.modality)}, not voted on`.replace(/^./, (first) => first.toUpperCase());
  if (motion.adopted === null) return "Outcome not told";
  if (motion.adopted) return "Adopted";
  return motion.vetoes.length > 0 ? `Not adopted: ${counted(motion.vetoes.length, "veto", "vetoes")}` : "Not adopted";
}
