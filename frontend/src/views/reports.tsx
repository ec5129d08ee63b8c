/** Reports: a list with what each holds, newest first. */

import { useEffect, useRef, useState } from "preact/hooks";

import { asking, get, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { Link } from "../components/links";
import { Answered, Empty } from "../components/state";
import type { Route } from "../route";
import { isEmpty } from "../selection";
import { KINDS, type Page, type ReportShown } from "../types";
import { counted, day, held } from "../words";

import "./reports.css";

export default function Reports({ route, me }: ViewProps) {
  const [again, setAgain] = useState(0);
  const address = asking("/reports", route.selection);
  const loaded = useAnswer<Page<ReportShown>>(address, again);
  useEffect(() => {
    const follow = () => setAgain((count) => count + 1);
    addEventListener("onrecord-changed", follow);
    return () => removeEventListener("onrecord-changed", follow);
  }, []);
  return (
    <>
      <div class="view-head"><h1>Reports</h1><Failures again={again} /></div>
      <Answered loaded={loaded} what="reports" again={() => setAgain(again + 1)}>
        {(page) => page.items.length === 0
          ? <Nothing route={route} mayAdd={me.role !== "reader"} />
          : <List key={address + again} route={route} first={page} />}
      </Answered>
    </>
  );
}

function Nothing({ route, mayAdd }: { route: Route; mayAdd: boolean }) {
  if (!isEmpty(route.selection)) return <Empty title="No report has all of this"><p>Take a condition out above, or search for other words.</p></Empty>;
  return (
    <Empty title="No reports yet">
      <p>{mayAdd ? "Add a report with the button at the top: paste its text, drop files, or give an address." : "Nothing has been taken in."}</p>
      <p>From a terminal: <code>onrecord add FILES --to news.db</code></p>
    </Empty>
  );
}

function List({ route, first }: { route: Route; first: Page<ReportShown> }) {
  const [items, setItems] = useState(first.items);
  const [next, setNext] = useState(first.next);
  const list = useRef<HTMLOListElement>(null);
  const more = async () => {
    if (next === null) return;
    const page = await get<Page<ReportShown>>(asking("/reports", route.selection, { after: next }));
    setItems([...items, ...page.items]);
    setNext(page.next);
  };
  const step = (event: KeyboardEvent) => {
    if (event.key !== "j" && event.key !== "k") return;
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>(".report-title") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + (event.key === "j" ? 1 : -1)))]?.focus();
  };
  return (
    <>
      <p class="soft small">{first.total != null ? counted(first.total, "report") : ""}{route.selection.q ? `, with “${route.selection.q}”` : ""}</p>
      <ol class="report-list" ref={list} onKeyDown={step}>
        {items.map((report) => <Row key={report.id} report={report} route={route} />)}
      </ol>
      {next !== null && <button type="button" class="more" onClick={() => void more()}>Show more</button>}
    </>
  );
}

function Row({ report, route }: { report: ReportShown; route: Route }) {
  const kinds = KINDS.filter((kind) => report.counts[kind]);
  return (
    <li class="report">
      <div class="report-when"><time dateTime={report.published ?? undefined}>{day(report.published, { short: true })}</time><br /><bdi class="faint">{report.outlet ?? "no outlet"}</bdi></div>
      <div class="report-what">
        <h2><Link to={{ ...route, view: "reading", reading: report.id, lit: "", own: {} }} class="report-title"><bdi>{report.title ?? "A report without a title"}</bdi></Link></h2>
        {report.snippet.length > 0 && <p class="report-snippet" dir="auto">{report.snippet.map((piece, number) => piece.hit ? <mark key={number}>{piece.text}</mark> : piece.text)}</p>}
        <p class="report-held">
          {kinds.map((kind) => <span key={kind} class="kind" data-kind={kind}>{held(kind, report.counts[kind] ?? 0)}</span>)}
          {report.state === "reviewed" && <span class="tag">reviewed</span>}
          {report.origin && report.origin.size > 1 && <span class="tag" title={report.origin.outlets.join(", ")}>one text in {counted(report.origin.size, "report")}{report.origin.outlets.length > 1 ? `, ${report.origin.outlets.length} outlets` : ""}</span>}
        </p>
      </div>
    </li>
  );
}

function Failures({ again }: { again: number }) {
  const loaded = useAnswer<Page<{ seq: number; location: string; error: string | null }>>(asking("/inputs", {}, { state: "failed" }), again);
  if (loaded.state === "failed" || loaded.answer === null || loaded.answer.items.length === 0) return null;
  const { items, next } = loaded.answer;
  return (
    <details class="failures">
      <summary>{next === null ? counted(items.length, "report") : `more than ${items.length} reports`} could not be read</summary>
      <ul class="small">{items.map((one) => <li key={one.seq}><bdi>{one.location}</bdi>: {one.error}</li>)}</ul>
      <p class="small">They are kept. <code>onrecord retry</code> reads them again.</p>
    </details>
  );
}
