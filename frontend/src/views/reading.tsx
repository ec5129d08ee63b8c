/** Reading: the report as it was, its records beside it; pointing at either lights up the other. */

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";

import { ApiError, asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { Dialog } from "../components/dialog";
import { Link } from "../components/links";
import { RecordDetail, RecordSummary } from "../components/record-detail";
import { ReportText, selectedSpan } from "../components/report-text";
import { AddDialog, EditDialog, judge, type Verdict } from "../components/review";
import { Answered, Empty } from "../components/state";
import { Offsets } from "../offsets";
import { knownOf, MARKED_FIRST, marksOf, startOf } from "../reading-marks";
import { go } from "../route";
import { type Kind, KINDS, type Page, type ReportShown, type ReportWhole, type State } from "../types";
import { day, KIND_NAMES } from "../words";

import "./reading.css";

export default function Reading({ route, me }: ViewProps) {
  const [again, setAgain] = useState(0);
  const newest = useAnswer<Page<ReportShown>>(route.reading ? null : asking("/reports", route.selection, { limit: 1 }));
  const id = route.reading || (newest.state === "ready" ? (newest.answer.items[0]?.id ?? "") : "");
  const loaded = useAnswer<ReportWhole>(id ? asking(`/reports/${encodeURIComponent(id)}`) : null, again);
  if (!route.reading && newest.state === "ready" && newest.answer.items.length === 0) {
    return <Empty title="There is no report to read here"><p>Take a condition out above, or add a report.</p></Empty>;
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
  const [open, setOpen] = useState<"edit" | "help" | { start: number; end: number; text: string } | null>(null);
  const mayReview = me.role !== "reader";
  const chosen = known.has(route.lit) ? route.lit : "";
  const order = useMemo(() => {
    const listed = [...known.values()].filter((one) => shown.has(one.kind));
    return listed.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) || startOf(one.kind, one.raw) - startOf(other.kind, other.raw)).map((one) => one.raw.id);
  }, [known, shown]);

  const choose = useCallback((record: string) => go({ ...route, reading: report.report.id, lit: record }, { quiet: true }), [route, report]);
  const decide = async (verdict: Verdict) => {
    if (!chosen || !mayReview) return;
    try {
      setSaid(await judge(report.report.id, chosen, verdict));
      reload();
    } catch (error) {
      setSaid(error instanceof ApiError ? error.message : String(error));
    }
  };
  useKeys({
    j: () => choose(order[Math.min(order.indexOf(chosen) + 1, order.length - 1)] ?? ""),
    k: () => choose(order[Math.max(order.indexOf(chosen) - 1, 0)] ?? ""),
    a: () => void decide("accept"),
    r: () => void decide("reject"),
    u: () => void decide("undo"),
    e: () => { if (chosen && mayReview) setOpen("edit"); },
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
          <Group key={kind} kind={kind} whole={whole} known={known} states={states} order={order} chosen={chosen} pointed={pointed} onChoose={choose} onPoint={setPointed}
            tools={mayReview ? <Tools decide={decide} edit={() => setOpen("edit")} /> : null} />
        ))}
        {report.warnings.length > 0 && <section><h2>Warnings</h2><ul class="small">{report.warnings.map((one) => <li key={one}>{one}</li>)}</ul></section>}
      </aside>
      {open === "edit" && chosen && <EditDialog report={report} known={known.get(chosen)!} onClose={() => setOpen(null)} onDone={done} />}
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

function Group({ kind, whole, known, states, order, chosen, pointed, onChoose, onPoint, tools }: {
  kind: Kind; whole: ReportWhole; known: ReturnType<typeof knownOf>; states: ReadonlyMap<string, State>; order: readonly string[];
  chosen: string; pointed: string; onChoose: (record: string) => void; onPoint: (record: string) => void; tools: preact.ComponentChildren;
}) {
  const ids = order.filter((id) => known.get(id)?.kind === kind);
  const gone = whole.records.filter((one) => one.kind === kind && one.state === "rejected" && !known.has(one.local));
  if (ids.length + gone.length === 0) return null;
  return (
    <section class="group">
      <h2>{KIND_NAMES[kind]}</h2>
      <ul class="cards">
        {ids.map((id) => (
          <li key={id}>
            <Card id={id} isChosen={id === chosen} isPointed={id === pointed} onChoose={onChoose} onPoint={onPoint} kind={kind} state={states.get(id) ?? "machine"}>
              <RecordSummary report={whole.report} known={known.get(id)!} state={states.get(id) ?? "machine"} />
            </Card>
            {id === chosen && <div class="chosen">{tools}<RecordDetail report={whole.report} known={known.get(id)!} onLight={onChoose} /></div>}
          </li>
        ))}
        {gone.map((one) => (
          <li key={one.id}>
            <Card id={one.local} isChosen={one.local === chosen} isPointed={false} onChoose={onChoose} onPoint={onPoint} kind={kind} state="rejected">
              <span class="record-words" dir="auto">{one.label}</span><span class="record-foot">rejected by a reviewer</span>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ id, kind, state, isChosen, isPointed, onChoose, onPoint, children }: {
  id: string; kind: Kind; state: State; isChosen: boolean; isPointed: boolean; onChoose: (record: string) => void; onPoint: (record: string) => void;
  children: preact.ComponentChildren;
}) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isChosen) return;
    button.current?.scrollIntoView({ block: "nearest" });
    document.querySelector(".m-lit")?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    <button
      type="button" ref={button} class={isPointed ? "record record-pointed" : "record"} data-kind={kind} data-state={state} data-record={id} aria-expanded={isChosen}
      onClick={() => onChoose(isChosen ? "" : id)} onMouseEnter={() => onPoint(id)} onMouseLeave={() => onPoint("")} onFocus={() => onPoint(id)} onBlur={() => onPoint("")}
    >
      {children}
    </button>
  );
}

function Tools({ decide, edit }: { decide: (verdict: Verdict) => void; edit: () => void }) {
  return (
    <div class="row no-print">
      <button type="button" onClick={() => decide("accept")}>Accept <kbd>a</kbd></button>
      <button type="button" onClick={() => decide("reject")}>Reject <kbd>r</kbd></button>
      <button type="button" onClick={edit}>Edit <kbd>e</kbd></button>
      <button type="button" onClick={() => decide("undo")}>Undo <kbd>u</kbd></button>
    </div>
  );
}

const KEYS: readonly [string, string][] = [
  ["j", "next record"], ["k", "record before"], ["a", "accept"], ["r", "reject"], ["e", "edit"], ["u", "undo the last change"],
  ["n", "make a record from the selected text"], ["Esc", "let go of the record"], ["?", "these keys"],
];

function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="values">{KEYS.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
    </Dialog>
  );
}

/** Keys of the view; nothing is taken from a field in which somebody types, or while a dialog is open. */
function useKeys(keys: Record<string, () => void>, isOn: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [isOn]);
}
