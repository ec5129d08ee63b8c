/** Reading: the report as it was, its records beside it; pointing at either lights up the other. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { Dialog } from "../components/dialog";
import { Link } from "../components/links";
import { RecordDetail, RecordSummary } from "../components/record-detail";
import { ReportText, selectedSpan } from "../components/report-text";
import { AddDialog, EditDialog, judge, type Judged, type Verdict, wordsOf } from "../components/review";
import { Advice, Answered, Empty } from "../components/state";
import { useKeys } from "../keys";
import { Offsets } from "../offsets";
import { type Known, knownOf, MARKED_FIRST, marksOf, startOf } from "../reading-marks";
import { newestSeen } from "../reviewing";
import { go } from "../route";
import { type Kind, KINDS, type Page, type Report, type ReportShown, type ReportWhole, type State } from "../types";
import { day, KIND_NAMES } from "../words";

import "./reading.css";

export default function Reading({ route, me }: ViewProps) {
  const [again, setAgain] = useState(0);
  const newest = useAnswer<Page<ReportShown>>(route.reading ? null : asking("/reports", route.selection, { limit: 1 }));
  const id = route.reading || (newest.state === "ready" ? (newest.answer.items[0]?.id ?? "") : "");
  const loaded = useAnswer<ReportWhole>(id ? asking(`/reports/${encodeURIComponent(id)}`) : null, again);
  if (!route.reading && newest.state === "failed") return <Answered loaded={newest} what="the report">{() => null}</Answered>;
  if (!route.reading && newest.state === "ready" && newest.answer.items.length === 0) {
    return <Empty title="There is no report to read here"><p><Advice selection={route.selection} />.</p></Empty>;
  }
  return (
    <Answered loaded={loaded} what="the report" again={() => setAgain(again + 1)}>
      {(whole) => <Opened key={whole.report.report.id} whole={whole} route={route} me={me} reload={() => setAgain((count) => count + 1)} />}
    </Answered>
  );
}

function Opened({ whole, route, me, reload }: ViewProps & { whole: ReportWhole; reload: () => void }) {
  const { report } = whole;
  const offsets = useMemo(() => new Offsets(report.report.text), [report.report.text]);
  const known = useMemo(() => knownOf(report), [report]);
  const marks = useMemo(() => marksOf(report), [report]);
  const states = useMemo(() => new Map(whole.records.map((one) => [one.local, one.state])), [whole]);
  const [shown, setShown] = useState<ReadonlySet<Kind>>(new Set(MARKED_FIRST));
  const [pointed, setPointed] = useState("");
  const [said, setSaid] = useState("");
  // What could not be kept stands at its record: the words of the next key would take its place too soon.
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [open, setOpen] = useState<"edit" | "help" | { start: number; end: number; text: string } | null>(null);
  const mayReview = me.role !== "reader";
  const listed = useMemo(() => listedOf(whole, known), [whole, known]);
  const order = useMemo(() => listed.filter((one) => shown.has(one.kind)).map((one) => one.id), [listed, shown]);
  const chosen = listed.some((one) => one.id === route.lit) ? route.lit : "";
  const own = useRef(new Map<string, string>());
  const seenOf = (record: string) => newestSeen(whole.corrections, `${report.report.id}:${record}`, own.current.get(record));
  const latest = useRef(seenOf);
  latest.current = seenOf;
  const before = useRef(Promise.resolve());

  // A record that is opened from elsewhere may be of a kind that is not marked at first.
  const kindOfChosen = listed.find((one) => one.id === chosen)?.kind;
  useEffect(() => {
    if (kindOfChosen !== undefined) setShown((before) => (before.has(kindOfChosen) ? before : new Set([...before, kindOfChosen])));
  }, [chosen, kindOfChosen]);
  useEffect(() => {
    if (chosen) reveal(chosen);
  }, [chosen]);
  const choose = useCallback((record: string) => go({ ...route, reading: report.report.id, lit: record }, { quiet: true }), [route, report]);
  const told = (record: string, { said: words, kept }: Judged) => {
    if (kept !== null) own.current.set(record, kept);
    setRefused((before) => new Map([...before].filter(([one]) => one !== record)));
    setSaid(words);
    reload();
  };
  const decided = async (record: string, verdict: Verdict) => {
    try {
      told(record, await judge(report.report.id, record, verdict, latest.current(record)));
    } catch (error) {
      setSaid("");
      setRefused((before) => new Map([...before, [record, wordsOf(error)]]));
      reload();
    }
  };
  const decide = (verdict: Verdict) => {
    if (!mayReview) return setSaid("Your role reads; it changes nothing.");
    if (!chosen) return setSaid("Choose a record first: j is the next one.");
    // One after another, however fast the keys come: each rests on the one before.
    before.current = before.current.then(() => decided(chosen, verdict));
  };
  useKeys({
    j: () => choose(order[Math.min(order.indexOf(chosen) + 1, order.length - 1)] ?? ""),
    k: () => choose(order[Math.max(order.indexOf(chosen) - 1, 0)] ?? ""),
    a: () => decide("accept"),
    r: () => decide("reject"),
    u: () => decide("undo"),
    e: () => { if (known.has(chosen) && mayReview) setOpen("edit"); },
    n: () => { const span = selectedSpan(offsets); if (span && mayReview) setOpen(span); },
    "?": () => setOpen("help"),
    Escape: () => choose(""),
  }, open === null);
  const done = (words: string) => { setOpen(null); setSaid(words); reload(); };

  return (
    <div class="reading">
      <article class="reading-text">
        <Masthead whole={whole} route={route} />
        <ReportText report={report} offsets={offsets} marks={marks} known={known} shown={shown} lit={pointed || chosen} onPoint={setPointed} onChoose={choose} />
        {mayReview && <p class="no-print"><button type="button" onClick={() => { const span = selectedSpan(offsets); if (span) setOpen(span); else setSaid("Select some of the text first."); }}>Make a record from the selected text</button></p>}
      </article>
      <aside class="reading-records" aria-label="Records of this report">
        <Legend shown={shown} counts={whole} onChange={setShown} onHelp={() => setOpen("help")} />
        <p class="reading-said" role="status">{said}</p>
        {KINDS.filter((kind) => shown.has(kind)).map((kind) => (
          <Group key={kind} kind={kind} report={report} listed={listed.filter((one) => one.kind === kind)} known={known} states={states} refused={refused} chosen={chosen} pointed={pointed} onChoose={choose} onPoint={setPointed}
            tools={mayReview ? <Tools decide={decide} edit={known.has(chosen) ? () => setOpen("edit") : null} /> : null} />
        ))}
        {report.warnings.length > 0 && <section><h2>Warnings</h2><ul class="small">{report.warnings.map((one) => <li key={one}>{one}</li>)}</ul></section>}
      </aside>
      {open === "edit" && known.has(chosen) && <EditDialog report={report} known={known.get(chosen)!} seen={seenOf(chosen)} onClose={() => setOpen(null)} onDone={(judged) => { setOpen(null); told(chosen, judged); }} />}
      {open === "help" && <Help onClose={() => setOpen(null)} />}
      {open !== null && typeof open === "object" && <AddDialog report={report} span={open} onClose={() => setOpen(null)} onDone={done} />}
    </div>
  );
}

function Masthead({ whole, route }: { whole: ReportWhole; route: ViewProps["route"] }) {
  const { report } = whole.report;
  return (
    <header class="reading-head">
      <p class="small soft">
        <bdi>{report.outlet ?? "no outlet"}</bdi> · {day(report.published)}{report.byline && <> · <bdi>{report.byline}</bdi></>}
        {report.url && /^https?:/.test(report.url) && <> · <a href={report.url} rel="noreferrer noopener" target="_blank">where it appeared</a></>}
      </p>
      {!whole.report.report.parts.some((part) => part.kind === "title") && <h1 dir="auto">{report.title ?? "A report without a title"}</h1>}
      {whole.versions.length > 1 && (
        <p class="small">Versions: {whole.versions.map((one) => (
          <span key={one.id}> <Link to={{ ...route, reading: one.id, lit: "" }} current={one.id === report.id}>{one.number}</Link></span>
        ))}</p>
      )}
    </header>
  );
}

function Legend({ shown, counts, onChange, onHelp }: { shown: ReadonlySet<Kind>; counts: ReportWhole; onChange: (shown: ReadonlySet<Kind>) => void; onHelp: () => void }) {
  const toggle = (kind: Kind) => {
    const next = new Set(shown);
    if (!next.delete(kind)) next.add(kind);
    onChange(next);
  };
  return (
    <fieldset class="legend">
      <legend class="visually-hidden">What is marked</legend>
      {KINDS.filter((kind) => counts.report[kind].length > 0).map((kind) => (
        <label key={kind} class="kind" data-kind={kind}>
          <input type="checkbox" checked={shown.has(kind)} onChange={() => toggle(kind)} /> {KIND_NAMES[kind]} {counts.report[kind].length}
        </label>
      ))}
      <button type="button" class="plain no-print" onClick={onHelp}>Keys <kbd>?</kbd></button>
    </fieldset>
  );
}

function Group({ kind, report, listed, known, states, refused, chosen, pointed, onChoose, onPoint, tools }: {
  kind: Kind; report: Report; listed: readonly Listed[]; known: ReadonlyMap<string, Known>; states: ReadonlyMap<string, State>; refused: ReadonlyMap<string, string>;
  chosen: string; pointed: string; onChoose: (record: string) => void; onPoint: (record: string) => void; tools: preact.ComponentChildren;
}) {
  if (listed.length === 0) return null;
  return (
    <section class="group" aria-label={KIND_NAMES[kind]}>
      <h2>{KIND_NAMES[kind]} <span class="faint number">{listed.length}</span></h2>
      <ul class="cards">
        {listed.map(({ id, label }) => {
          const one = known.get(id);
          const state = states.get(id) ?? "machine";
          return (
            <li key={id} class={id === chosen ? "is-chosen" : undefined}>
              <Card id={id} isChosen={id === chosen} isPointed={id === pointed} onChoose={onChoose} onPoint={onPoint} kind={kind} state={state}>
                {one ? <RecordSummary report={report} known={one} state={state} /> : <Gone label={label} state={state} />}
              </Card>
              {refused.has(id) && <p role="alert" class="refused small"><b>Not kept.</b> {refused.get(id)}</p>}
              {id === chosen && <div class="chosen">{tools}{one && <RecordDetail report={report} known={one} onLight={onChoose} />}</div>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A record that reviewers took out: it stays in its place, so that the next key goes on from here. */
function Gone({ label, state }: { label: string | null; state: State }) {
  return (
    <>
      <span class="record-words" dir="auto">{label}</span>
      <span class="record-foot">{state === "merged" ? "merged into another record" : "rejected by a reviewer"}</span>
    </>
  );
}

function Card({ id, kind, state, isChosen, isPointed, onChoose, onPoint, children }: {
  id: string; kind: Kind; state: State; isChosen: boolean; isPointed: boolean; onChoose: (record: string) => void; onPoint: (record: string) => void;
  children: preact.ComponentChildren;
}) {
  return (
    <button
      type="button" class={isPointed ? "record record-pointed" : "record"} data-kind={kind} data-state={state} data-record={id} aria-expanded={isChosen}
      onClick={() => onChoose(isChosen ? "" : id)} onMouseEnter={() => onPoint(id)} onMouseLeave={() => onPoint("")} onFocus={() => onPoint(id)} onBlur={() => onPoint("")}
    >
      {children}
    </button>
  );
}

function Tools({ decide, edit }: { decide: (verdict: Verdict) => void; edit: (() => void) | null }) {
  return (
    <div class="row no-print">
      <button type="button" onClick={() => decide("accept")}>Accept <kbd>a</kbd></button>
      <button type="button" onClick={() => decide("reject")}>Reject <kbd>r</kbd></button>
      {edit && <button type="button" onClick={edit}>Edit <kbd>e</kbd></button>}
      <button type="button" onClick={() => decide("undo")}>Undo <kbd>u</kbd></button>
    </div>
  );
}

interface Listed {
  id: string;
  kind: Kind;
  label: string | null;
  start: number;
}

/** The records as the list shows them, those that were taken out included: by kind, then as they stand in the text. */
function listedOf(whole: ReportWhole, known: ReadonlyMap<string, Known>): Listed[] {
  const targets = new Map(whole.corrections.map((one) => [one.record, one.target?.start]));
  const listed = whole.records.map(({ id, local, kind, label }) => {
    const one = known.get(local);
    return { id: local, kind, label, start: one ? startOf(kind, one.raw) : (targets.get(id) ?? Number.MAX_SAFE_INTEGER) };
  });
  return listed.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || one.start - other.start);
}

/** Bring a record's card and its characters into sight; what is in sight already stays where it is. */
function reveal(record: string): void {
  const card = document.querySelector(`[data-record="${CSS.escape(record)}"]`);
  const list = card?.closest<HTMLElement>(".reading-records");
  if (card && list && list.scrollHeight > list.clientHeight) {
    const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > Math.min(outer.bottom, innerHeight)) list.scrollTop += inner.top - outer.top - outer.height / 4;
  }
  const place = document.querySelector(".m-lit")?.getBoundingClientRect();
  // On a narrow page the record lies over the lower part of the text.
  const chosen = document.querySelector(".is-chosen");
  const bottom = chosen && getComputedStyle(chosen).position === "fixed" ? chosen.getBoundingClientRect().top : innerHeight;
  if (place && (place.top < 0 || place.bottom > bottom)) scrollBy(0, place.top - bottom / 3);
}

const KEYS: readonly [string, string][] = [
  ["j", "next record"], ["k", "record before"], ["a", "accept"], ["r", "reject"], ["e", "edit"], ["u", "undo the last change"],
  ["→ ←", "in the text: light up the next or the last record, Enter opens it"], ["n", "make a record from the selected text"], ["Esc", "let go of the record"], ["?", "these keys"],
];

function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="values">{KEYS.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
    </Dialog>
  );
}
