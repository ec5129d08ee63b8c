/** Talks as a board: who talks with whom through whom, about what, how far they are, what was proposed and answered. */

import { asking, useAnswer } from "../api";
import { Grown } from "../components/grown";
import { RecordLink } from "../components/links";
import { Answered, Empty } from "../components/state";
import type { Route } from "../route";
import type { Board, Named, Page } from "../types";
import { counted, day, inWords } from "../words";
import { durationInWords } from "./durations";

export function Boards({ route }: { route: Route }) {
  const loaded = useAnswer<Page<Board>>(asking("/tracks", route.selection));
  return (
    <Answered loaded={loaded} what="talks">
      {(page) => page.items.length === 0
        ? <Empty title="No talks in this selection"><p>A board appears where linked reports tell of negotiations.</p></Empty>
        : <Grown first={page} addressAfter={(after) => asking("/tracks", route.selection, { after })}>{(board) => <OneBoard key={board.id} board={board} route={route} />}</Grown>}
    </Answered>
  );
}

function OneBoard({ board, route }: { board: Board; route: Route }) {
  return (
    <article class="board">
      <header class="board-head">
        <h2><bdi>{board.label}</bdi></h2>
        <p class="small soft">{spanOf(board)}{board.venues.length > 0 && <>, in <bdi>{board.venues.join(", ")}</bdi></>}</p>
      </header>
      <div class="board-parts">
        <dl class="board-who">
          <People title="Parties" people={board.parties} route={route} />
          <People title="Mediators" people={board.mediators} route={route} />
          <div><dt>Topics</dt><dd>{board.topics.length === 0 ? <span class="faint">none named</span> : <ul>{board.topics.map((topic) => <li key={topic}><bdi>{topic}</bdi></li>)}</ul>}</dd></div>
        </dl>
        <section class="board-stages">
          <h3>Stages</h3>
          {board.stage_history.length === 0 ? <p class="small faint">No report says how far the talks are.</p> : (
            <ol class="stages">
              {board.stage_history.map((step, number) => (
                <li key={number}><span class="small soft">{day(step.day, { short: true })}</span> <RecordLink route={route} id={step.record}>{inWords(step.stage)}</RecordLink></li>
              ))}
            </ol>
          )}
          <h3>Deadlines</h3>
          {board.deadlines.length === 0 ? <p class="small faint">None named.</p> : (
            <ol class="stages">
              {board.deadlines.map((due) => (
                <li key={due.record + due.value}><span class="small soft">{day(due.day, { short: true })}{hourOf(due.value)}</span> <RecordLink route={route} id={due.record}>{due.words}</RecordLink></li>
              ))}
            </ol>
          )}
        </section>
        <section class="board-offers">
          <h3>{board.proposals.length === 0 ? "Proposals" : counted(board.proposals.length, "proposal")}</h3>
          {board.proposals.length === 0 && <p class="small faint">No report names one.</p>}
          <ol>{board.proposals.map((offer, number) => <Offer key={number} offer={offer} route={route} />)}</ol>
        </section>
      </div>
    </article>
  );
}

function Offer({ offer, route }: { offer: Board["proposals"][number]; route: Route }) {
  return (
    <li class="offer">
      <p class="small soft"><bdi class="said-by">{offer.by?.name ?? "Somebody unnamed"}</bdi> proposed, {day(offer.day, { short: true })}</p>
      <p class="offer-terms"><RecordLink route={route} id={offer.record}>{offer.terms.length === 0 ? "terms that no report names" : offer.terms.map(durationInWords).join("; ")}</RecordLink></p>
      {offer.replies.length === 0 ? <p class="small faint">No reply is told.</p> : (
        <ul class="replies">
          {offer.replies.map((reply, number) => (
            <li key={number}>
              <span class="reply" data-reply={reply.reply}><span aria-hidden="true">{SIGNS[reply.reply] ?? "·"}</span> {REPLIES[reply.reply] ?? inWords(reply.reply)}</span>{" "}
              <RecordLink route={route} id={reply.record}><bdi>{reply.by?.name ?? "somebody unnamed"}</bdi></RecordLink> <span class="small faint">{day(reply.day, { short: true })}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** The signs say it too, so that nothing hangs on a colour. */
const SIGNS: Record<string, string> = { positive: "+", negative: "−", conditional: "±", lukewarm: "~" };
const REPLIES: Record<string, string> = { positive: "accepts", negative: "rejects", conditional: "accepts with conditions", lukewarm: "neither accepts nor rejects" };

function People({ title, people, route }: { title: string; people: readonly Named[]; route: Route }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{people.length === 0 ? <span class="faint">none named</span> : <ul>{people.map((one) => <li key={one.id}><RecordLink route={route} id={one.id}><bdi>{one.name}</bdi></RecordLink></li>)}</ul>}</dd>
    </div>
  );
}

function spanOf(board: Board): string {
  if (board.day === null) return "no day known";
  return board.day_end === null || board.day_end === board.day ? day(board.day) : `${day(board.day)} to ${day(board.day_end)}`;
}

function hourOf(value: string): string {
  const hour = /T(\d{2}:\d{2})/.exec(value)?.[1];
  return hour === undefined ? "" : `, ${hour}`;
}
