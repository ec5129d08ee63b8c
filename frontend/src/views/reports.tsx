/** Reports: a list with what each holds, newest first. */

import { useEffect, useRef, useState } from "preact/hooks";

import { asking, post, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { Link } from "../components/links";
import { Answered, Empty } from "../components/state";
import { useKeys } from "../keys";
import { useGrowing } from "../paging";
import type { Route } from "../route";
import { isEmpty } from "../selection";
import { KINDS, type Page, type ReportShown, type ReportTotals } from "../types";
import { counted, day, grouped, held, reviewsIn } from "../words";

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
      <div class="view-head"><h1>Reports</h1><Failures again={again} mayRetry={me.role !== "reader"} /></div>
      <Answered loaded={loaded} what="reports" again={() => setAgain(again + 1)}>
        {(page) => page.items.length === 0
          ? <Nothing route={route} mayAdd={me.role !== "reader"} />
          : <List route={route} first={page} again={again} />}
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

function List({ route, first, again }: { route: Route; first: Page<ReportShown>; again: number }) {
  const { items, hasMore, more, failed } = useGrowing(first, (after) => asking("/reports", route.selection, { after }));
  const list = useRef<HTMLOListElement>(null);
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>(".report-title") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  return (
    <>
      <p class="soft small">{first.total != null ? counted(first.total, "report") : ""}{route.selection.q ? `, with “${route.selection.q}”` : ""}<Totals route={route} again={again} /></p>
      <ol class="report-list" ref={list} aria-keyshortcuts="j k">
        {items.map((report) => <Row key={report.id} report={report} route={route} />)}
      </ol>
      {hasMore && <button type="button" class="more" onClick={() => void more()}>Show more</button>}
      {failed && <p role="alert">{failed}</p>}
    </>
  );
}

/** What stands beside the number of reports once it is known: copies of one text are no second source. */
function Totals({ route, again }: { route: Route; again: number }) {
  const loaded = useAnswer<ReportTotals>(asking("/reports/totals", route.selection), again);
  if (loaded.state !== "ready") return null;
  const { outlets, origins, reviewed } = loaded.answer;
  return (
    <>
      {outlets > 0 && `, ${counted(outlets, "outlet")}`}, <span title="Reports whose texts go back to one text, such as an agency's, have one origin.">{counted(origins, "origin")}</span>
      {reviewed > 0 && `, ${grouped(reviewed)} reviewed`}
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
          {report.state === "reviewed" && <span class="tag">{reviewsIn(report)}</span>}
          {report.origin && report.origin.size > 1 && <span class="tag" title={report.origin.outlets.join(", ")}>{counted(report.origin.size, "report")}, {report.origin.outlets.length > 1 ? `${grouped(report.origin.outlets.length)} outlets, ` : ""}1 origin</span>}
        </p>
      </div>
    </li>
  );
}

interface Input { seq: number; location: string; error: string | null }

function Failures({ again, mayRetry }: { again: number; mayRetry: boolean }) {
  const loaded = useAnswer<Page<Input>>(asking("/inputs", {}, { state: "failed" }), again);
  if (loaded.state === "failed" || loaded.answer === null || loaded.answer.items.length === 0) return null;
  const { items, next } = loaded.answer;
  return (
    <details class="failures">
      <summary>{next === null ? counted(items.length, "report") : `more than ${items.length} reports`} could not be read</summary>
      <p class="small soft">They are kept as they came. {mayRetry ? "They can be read again, here or with" : "Whoever runs this server can read them again with"} <code>onrecord retry</code>.</p>
      <ul class="small">{items.map((one) => <Failure key={one.seq} input={one} mayRetry={mayRetry} />)}</ul>
    </details>
  );
}

function Failure({ input, mayRetry }: { input: Input; mayRetry: boolean }) {
  const [said, setSaid] = useState("");
  const retry = () => {
    setSaid("asked for");
    post(`/inputs/${input.seq}/retry`, {}).then(
      () => setSaid("is being read again"),
      (error: unknown) => setSaid(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <li class="failure">
      <span><bdi>{input.location}</bdi>: {input.error ?? "no reason is known"}</span>
      {mayRetry && said === "" && <button type="button" onClick={retry} aria-label={`Read ${input.location} again`}>Read again</button>}
      <span role="status">{said}</span>
    </li>
  );
}
