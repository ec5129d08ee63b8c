/** A record as a card: what it is, its words, on whose word, when and where; it leads to its characters. */

import type { Route } from "../route";
import type { RecordShown } from "../types";
import { bounds, country, day, inWords, KIND_ONE, ownDays, taking, voiceOf } from "../words";
import { RecordLink } from "./links";

export function RecordCard({ record, route }: { record: RecordShown; route: Route }) {
  const voice = voiceOf(record);
  return (
    <article class="record" data-kind={record.kind} data-state={record.state}>
      <div class="record-head">
        <span class="kind" data-kind={record.kind}>{KIND_ONE[record.kind]}</span>
        {record.type && <span class="tag">{inWords(record.type)}</span>}
        <Reality record={record} />
        {record.state !== "machine" && <span class="tag">{record.state}</span>}
      </div>
      <p class="record-words" dir="auto"><RecordLink route={route} id={record.id}>{record.kind === "figures" ? `${bounds(record)} · ` : ""}{record.label ?? record.span.text}</RecordLink></p>
      <Doing record={record} />
      <div class="record-foot">
        <span>{voice ? <>according to <bdi class="said-by">{voice}</bdi></> : record.attributed ? "according to an unnamed source" : "in the publisher's voice"}</span>
        {ownDays(record) && <span>{ownDays(record)}</span>}
        {record.place && <span><bdi>{record.place}</bdi>{record.country ? `, ${country(record.country)}` : ""}</span>}
        <span class="faint"><bdi>{record.report.outlet ?? record.report.title ?? "no outlet"}</bdi>, {day(record.published, { short: true })}</span>
      </div>
    </article>
  );
}

/** Whether it is told as a fact: planned, threatened, denied and so on are said in words and drawn with dashes. */
export function Reality({ record }: { record: Pick<RecordShown, "modality" | "polarity"> }) {
  return (
    <>
      {record.modality && record.modality !== "actual" && <span class="tag tag-unreal">{inWords(record.modality)}</span>}
      {record.polarity === "negative" && <span class="tag tag-unreal">did not happen</span>}
    </>
  );
}

function Doing({ record }: { record: RecordShown }) {
  if (record.kind !== "events") return null;
  const doers = taking(record, "actor");
  const others = taking(record, "recipient");
  if (doers.length + others.length === 0) return null;
  return <p class="small soft"><bdi>{doers.join(", ") || "nobody named"}</bdi> → <bdi>{others.join(", ") || "nobody named"}</bdi></p>;
}
