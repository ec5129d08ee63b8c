/** One record beside its report: its values, whose word it is, how it came about, and what reviewers did with it. */

import { useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import { type Known, type VoiceStep, voicesOf } from "../reading-marks";
import type { History, Raw, Report, Span, Standing, State, Why } from "../types";
import { bounds, day, inWords, KIND_ONE } from "../words";
import { Answered } from "./state";

export function RecordSummary({ report, known, state }: { report: Report; known: Known; state: State }) {
  const { kind, raw } = known;
  return (
    <>
      <span class="record-head">
        <span class="kind" data-kind={kind}>{KIND_ONE[kind]}</span>
        {typesOf(known).map((one) => <span key={one} class="tag">{inWords(one)}</span>)}
        {realityOf(raw).map((one) => <span key={one} class="tag tag-unreal">{one}</span>)}
        {state !== "machine" && <span class="tag">{state}</span>}
      </span>
      <span class="record-words" dir="auto">{wordsOf(known)}</span>
      <span class="record-foot">{footOf(report, known).map((one) => <span key={one}><bdi>{one}</bdi></span>)}</span>
    </>
  );
}

/** The indented voices, the values, and why. */
export function RecordDetail({ report, known, onLight }: { report: Report; known: Known; onLight: (record: string) => void }) {
  const [asksWhy, setAsksWhy] = useState(false);
  const id = `${report.report.id}:${known.raw.id}`;
  return (
    <div class="detail">
      {known.kind !== "actors" && known.kind !== "times" && known.kind !== "places" && <Voices steps={voicesOf(report, known.raw)} onLight={onLight} />}
      <Values report={report} raw={known.raw} onLight={onLight} />
      <button type="button" class="plain" aria-expanded={asksWhy} onClick={() => setAsksWhy(!asksWhy)}>{asksWhy ? "Hide why" : "Why is this here?"}</button>
      {asksWhy && <Account id={id} />}
    </div>
  );
}

function Voices({ steps, onLight }: { steps: readonly VoiceStep[]; onLight: (record: string) => void }) {
  return (
    <ol class="voices" aria-label="Whose word it is, outermost first">
      {steps.map((step, depth) => (
        <li key={depth} class={`voice voice-${Math.min(depth, 4)}`}>
          {depth > 0 && <span aria-hidden="true">↳ </span>}
          {step.statement === null
            ? <bdi class="said-by">{step.name}</bdi>
            : <button type="button" class="plain" onClick={() => onLight(step.statement!)}><bdi class="said-by">{step.name ?? "somebody unnamed"}</bdi>{step.cue && <span class="soft"> {step.cue}</span>}</button>}
        </li>
      ))}
    </ol>
  );
}

const LEFT_OUT = new Set(["id", "provenance", "evidence", "mentions", "content", "attributed_to", "trigger"]);

function Values({ report, raw, onLight }: { report: Report; raw: Raw; onLight: (record: string) => void }) {
  const rows = Object.entries(raw).filter(([field, value]) => !LEFT_OUT.has(field) && value !== null && !(Array.isArray(value) && value.length === 0));
  return (
    <dl class="values">
      {rows.map(([field, value]) => (
        <div key={field}><dt>{inWords(field)}</dt><dd><Value report={report} value={value} onLight={onLight} /></dd></div>
      ))}
    </dl>
  );
}

function Value({ report, value, onLight }: { report: Report; value: unknown; onLight: (record: string) => void }) {
  if (Array.isArray(value)) return <>{value.map((one, number) => <span key={number}>{number > 0 && ", "}<Value report={report} value={one} onLight={onLight} /></span>)}</>;
  if (typeof value === "string" && /^[a-z]+\d+$/.test(value)) {
    const named = nameOf(report, value);
    if (named !== null) return <button type="button" class="plain value-link" onClick={() => onLight(value)}><bdi>{named}</bdi></button>;
  }
  if (typeof value === "object" && value !== null) {
    if ("text" in value && "start" in value) return <q dir="auto">{(value as Span).text}</q>;
    const inner = Object.entries(value).filter(([, one]) => one !== null);
    return <>{inner.map(([name, one], number) => <span key={name}>{number > 0 && "; "}{inWords(name)}: <Value report={report} value={one} onLight={onLight} /></span>)}</>;
  }
  return <bdi>{typeof value === "string" ? value : JSON.stringify(value)}</bdi>;
}

const AFTER: Record<Standing, string> = { stands: "", undone: ", undone since", "does not fit": ", fits no record of this reading" };

function Account({ id }: { id: string }) {
  const why = useAnswer<Why>(asking(`/records/${id}/why`));
  const history = useAnswer<History>(asking(`/records/${id}/history`));
  return (
    <>
      <Answered loaded={why} what="why">
        {(account) => (
          <dl class="values">
            <div><dt>stage</dt><dd>{account.stage}</dd></div>
            <div><dt>rule</dt><dd>{account.rule} (version {account.version})</dd></div>
            {account.inputs.length > 0 && <div><dt>from</dt><dd>{account.inputs.join(", ")}</dd></div>}
            {account.chain.length > 0 && <div><dt>on the word of</dt><dd>{account.chain.map((step) => <span key={step.statement} class="chain"><bdi>{step.source ?? "somebody unnamed"}</bdi>{step.cue && <q dir="auto">{step.cue.text}</q>}</span>)}</dd></div>}
            <div><dt>evidence</dt><dd>{account.evidence.map((span) => <q key={span.start} dir="auto">{span.text}</q>)}</dd></div>
          </dl>
        )}
      </Answered>
      <Answered loaded={history} what="history">
        {({ items }) => items.length === 0 ? <p class="small faint">Nobody has changed this record.</p> : (
          <ol class="small">
            {items.map(({ correction, standing, why: reason }) => (
              <li key={correction.id}>{correction.action} by <bdi>{correction.author}</bdi>, {day(correction.at)}{correction.reason && <>: <q>{correction.reason}</q></>}{AFTER[standing]}{reason && ` (${reason})`}</li>
            ))}
          </ol>
        )}
      </Answered>
    </>
  );
}

function nameOf(report: Report, id: string): string | null {
  for (const actor of report.actors) if (actor.id === id) return actor["name"] as string;
  for (const place of report.places) if (place.id === id) return place["name"] as string;
  for (const time of report.times) if (time.id === id) return (time["value"] as string | null) ?? spanText(time);
  for (const figure of report.figures) if (figure.id === id) return figure["wording"] as string;
  for (const event of report.events) if (event.id === id) return (event["trigger"] as Span).text;
  for (const said of report.statements) if (said.id === id) return (said["content"] as Span[])[0]?.text ?? id;
  return null;
}

function spanText(raw: Raw): string {
  return (raw["evidence"] as Span[])[0]?.text ?? raw.id;
}

function typesOf({ kind, raw }: Known): string[] {
  const fields: Record<string, string[]> = {
    statements: ["kind", "manner"], events: ["type", "mode"], figures: ["measure"], actors: ["kind"], times: ["type"],
    places: ["precision"], votes: [], negotiations: ["stage"],
  };
  return (fields[kind] ?? []).map((field) => raw[field]).filter((one): one is string => typeof one === "string");
}

function realityOf(raw: Raw): string[] {
  const modality = raw["modality"];
  return [
    ...(typeof modality === "string" && modality !== "actual" ? [inWords(modality)] : []),
    ...(raw["polarity"] === "negative" ? ["did not happen"] : []),
  ];
}

function wordsOf({ kind, raw }: Known): string {
  switch (kind) {
    case "statements":
      return (raw["content"] as Span[]).map((span) => span.text).join(" … ");
    case "events":
      return (raw["trigger"] as Span).text;
    case "figures":
      return `${bounds(raw as never)} · ${raw["wording"] as string}`;
    case "actors":
    case "places":
      return raw["name"] as string;
    case "times":
      return `${spanText(raw)} · ${(raw["value"] as string | null) ?? "no value"}`;
    case "votes":
      return (raw["motion"] as string | null) ?? spanText(raw);
    case "negotiations":
      return (raw["topics"] as string[]).join("; ") || spanText(raw);
  }
}

function footOf(report: Report, { kind, raw }: Known): string[] {
  const names = (field: string) => ((raw[field] as string[] | undefined) ?? []).map((id) => nameOf(report, id) ?? id).join(", ");
  const one = (field: string) => (typeof raw[field] === "string" ? (nameOf(report, raw[field] as string) ?? "") : "");
  const acting = kind === "events" ? [`${names("actors") || "nobody named"} → ${names("recipients") || "nobody named"}`] : [];
  const said = kind === "statements" ? [`${one("source") || (raw["source_span"] as Span | null)?.text || "somebody unnamed"}`] : [];
  const parties = kind === "negotiations" ? [names("parties")] : [];
  const carried = kind !== "statements" && (raw.attributed_to?.length ?? 0) > 0
    ? [`according to ${voicesOf(report, raw).at(-1)?.name ?? "an unnamed source"}`] : [];
  return [...said, ...acting, ...parties, ...carried, one("place"), one("time")].filter(Boolean);
}
