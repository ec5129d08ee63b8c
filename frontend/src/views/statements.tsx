/** Who said what: statements by who made them, or opposing ones facing each other. */

import { useMemo } from "preact/hooks";

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { Link, RecordLink } from "../components/links";
import { Months } from "../components/months";
import { Advice, Answered, Empty, Failed } from "../components/state";
import { useGradually } from "../gradually";
import { useGrowing } from "../paging";
import { go, type Route } from "../route";
import { toggled } from "../selection";
import type { Disagreement, Facets, Page, StatementShown } from "../types";
import { counted, day, grouped, inWords } from "../words";
import { Facing } from "./facing";

import "./statements.css";

const AT_ONCE = 100;
const WAYS = { speaker: "By speaker", addressee: "By addressee", kind: "By kind", time: "By day" } as const;
type Way = keyof typeof WAYS;

export default function Statements({ route }: ViewProps) {
  const isOpposed = route.own["opposed"] === "yes";
  const way = (Object.keys(WAYS) as Way[]).find((one) => one === route.own["by"]) ?? "speaker";
  const look = (own: Record<string, string>) => go({ ...route, own: { ...route.own, ...own } });
  return (
    <>
      <div class="view-head">
        <h1>Who said what</h1>
        <div class="view-tools no-print">
          <span class="choice" role="group" aria-label="Arranged">
            {(Object.keys(WAYS) as Way[]).map((one) => (
              <button key={one} type="button" aria-pressed={!isOpposed && way === one} onClick={() => look({ by: one === "speaker" ? "" : one, opposed: "" })}>{WAYS[one]}</button>
            ))}
            <button type="button" aria-pressed={isOpposed} onClick={() => look({ opposed: isOpposed ? "" : "yes" })}>Opposed</button>
          </span>
        </div>
      </div>
      {isOpposed ? <Opposed route={route} /> : <Said route={route} way={way} />}
    </>
  );
}

function Said({ route, way }: { route: Route; way: Way }) {
  const loaded = useAnswer<Page<StatementShown>>(asking("/statements", route.selection, { limit: AT_ONCE }));
  return (
    <Answered loaded={loaded} what="statements">
      {(page) => page.items.length === 0
        ? <Empty title="Nobody says anything in this selection"><p><Advice selection={route.selection} />. Only statements are shown here.</p></Empty>
        : <Groups route={route} way={way} first={page} />}
    </Answered>
  );
}

function Groups({ route, way, first }: { route: Route; way: Way; first: Page<StatementShown> }) {
  const { items, hasMore, more, failed } = useGrowing(first, (after) => asking("/statements", route.selection, { limit: AT_ONCE, after }));
  const groups = useMemo(() => groupsOf(items, way), [items, way]);
  const drawn = useGradually(groups, 8);
  return (
    <>
      <Kinds route={route} />
      {way === "time" && <Months route={route} kind="statements" />}
      <p class="soft small">{hasMore ? `The newest ${grouped(items.length)} of ${grouped(first.total ?? items.length)} statements` : counted(items.length, "statement")}, {counted(groups.length, GROUP_NOUNS[way])}</p>
      <div class="said">
        <nav class="said-index no-print" aria-label={`${WAYS[way]}, those with most first`}>
          <ol>
            {groups.slice(0, 40).map((group, number) => (
              <li key={group.key}><a href={`#said-${number}`} onClick={(event) => { event.preventDefault(); document.getElementById(`said-${number}`)?.focus(); }}><bdi>{group.label}</bdi></a> <span class="number faint">{group.items.length}</span></li>
            ))}
          </ol>
        </nav>
        <div class="said-groups">
          {drawn.map((group, number) => (
            <section key={group.key} class="said-group">
              <div class="said-group-head">
                <h2 id={`said-${number}`} tabIndex={-1}><bdi>{group.label}</bdi></h2>
                <span class="small soft">{counted(group.items.length, "statement")}{way === "time" ? "" : spanOf(group.items)}</span>
                {way === "speaker" && group.speaker && !route.selection.speaker.includes(group.speaker) && (
                  <button type="button" class="plain small no-print" onClick={() => go({ ...route, selection: toggled(route.selection, "speaker", group.speaker!) })}>Only this speaker</button>
                )}
              </div>
              <ol>{group.items.map((statement) => <Statement key={statement.id} statement={statement} route={route} way={way} />)}</ol>
            </section>
          ))}
          {failed && <Failed message={failed} again={() => void more()} />}
          {hasMore && !failed && <button type="button" class="more" onClick={() => void more()}>Show more</button>}
        </div>
      </div>
    </>
  );
}

/** The kinds of statements in the selection; pressing one keeps only it. */
function Kinds({ route }: { route: Route }) {
  const loaded = useAnswer<Facets>(asking("/facets", { ...route.selection, kind: ["statements"], type: [] }));
  if (loaded.state === "failed" || loaded.answer === null) return null;
  const kinds = Object.entries(loaded.answer.types);
  if (kinds.length < 2) return null;
  return (
    <p class="row said-kinds no-print" role="group" aria-label="Kinds of statements">
      {kinds.map(([kind, number]) => (
        <button key={kind} type="button" aria-pressed={route.selection.type.includes(kind)} onClick={() => go({ ...route, selection: toggled(route.selection, "type", kind) })}>{inWords(kind)} <span class="number faint">{grouped(number)}</span></button>
      ))}
    </p>
  );
}

function Statement({ statement, route, way }: { statement: StatementShown; route: Route; way: Way }) {
  const to = statement.addressees.map((one) => one.name ?? "somebody unnamed");
  return (
    <li class="statement" data-state={statement.state} data-manner={statement.manner ?? ""}>
      <p class="statement-words" dir="auto"><RecordLink route={route} id={statement.id}>{statement.content_text}</RecordLink></p>
      <p class="record-foot">
        {way !== "kind" && statement.type && <span class="tag">{inWords(statement.type)}</span>}
        {statement.manner && <span class="faint">{MANNERS[statement.manner] ?? statement.manner}</span>}
        {way !== "speaker" && <span><bdi class="said-by">{speakerOf(statement)}</bdi>{statement.cue && <> <span class="soft">{statement.cue.text}</span></>}</span>}
        {way === "speaker" && statement.source_text && statement.source_text !== statement.source?.name && <span>as <bdi>“{statement.source_text}”</bdi></span>}
        {way !== "addressee" && to.length > 0 && <span>to <bdi>{to.join(", ")}</bdi></span>}
        {statement.within.length > 0 && <span>told by another source</span>}
        <span class="faint"><Link to={{ ...route, view: "reading", reading: statement.report.id, lit: statement.local, own: {} }} class="quiet"><bdi>{statement.report.outlet ?? statement.report.title ?? "a report without a title"}</bdi></Link>, {day(statement.day ?? statement.published, { short: true })}</span>
      </p>
    </li>
  );
}

const MANNERS: Record<string, string> = { direct: "in their own words", indirect: "in the reporter’s words", mixed: "partly in their own words" };
const GROUP_NOUNS: Record<Way, string> = { speaker: "speaker", addressee: "addressee", kind: "kind", time: "day" };

function Opposed({ route }: { route: Route }) {
  const loaded = useAnswer<Page<Disagreement>>(asking("/statements/opposed", route.selection));
  return (
    <Answered loaded={loaded} what="opposing statements">
      {(page) => page.items.length === 0
        ? <Empty title="No statement here is denied by another"><p>Pairs appear when reports are linked: a claim, and the denial that answers it. <code>onrecord link</code> does it from a terminal.</p></Empty>
        : <OpposedList route={route} first={page} />}
    </Answered>
  );
}

function OpposedList({ route, first }: { route: Route; first: Page<Disagreement> }) {
  const { items, hasMore, more, failed } = useGrowing(first, (after) => asking("/statements/opposed", route.selection, { after }));
  return (
    <>
      <p class="soft small">Each claim with the denial that answers it, newest first. The order says nothing of who is right.</p>
      <ol class="pairs">{items.map((one) => <Facing key={one.id} pair={one} route={route} />)}</ol>
      {hasMore && <button type="button" class="more" onClick={() => void more()}>Show more</button>}
      {failed && <p role="alert">{failed}</p>}
    </>
  );
}

interface Group { key: string; label: string; speaker: string | null; items: StatementShown[] }

/** Statements in groups, the fullest first (days: the newest first); within each as they came, newest first. */
export function groupsOf(items: readonly StatementShown[], way: Way): Group[] {
  const groups = new Map<string, Group>();
  for (const one of items) {
    for (const [key, label] of keysOf(one, way)) {
      const group = groups.get(key) ?? { key, label, speaker: way === "speaker" ? (one.source?.name ?? null) : null, items: [] };
      group.items.push(one);
      groups.set(key, group);
    }
  }
  const found = [...groups.values()];
  if (way === "time") return found.sort((left, right) => (left.key < right.key ? 1 : -1));
  return found.sort((left, right) => right.items.length - left.items.length || (left.label < right.label ? -1 : 1));
}

function keysOf(one: StatementShown, way: Way): [string, string][] {
  if (way === "kind") return [[one.type ?? "", one.type === null ? "no kind" : inWords(one.type)]];
  if (way === "time") {
    const when = one.day ?? one.published?.slice(0, 10) ?? "";
    return [[when, when ? day(when) : "No day known"]];
  }
  if (way === "addressee") {
    if (one.addressees.length === 0) return [["", "To nobody in particular"]];
    return one.addressees.map((to) => [to.cluster === null ? `name:${to.name ?? ""}` : `cluster:${to.cluster}`, `To ${to.name ?? "somebody unnamed"}`]);
  }
  const { source } = one;
  if (source !== null && source.cluster !== null) return [[`cluster:${source.cluster}`, speakerOf(one)]];
  return [[`name:${speakerOf(one).toLowerCase()}`, speakerOf(one)]];
}

function speakerOf(one: StatementShown): string {
  return one.source?.name ?? one.source_text ?? "Nobody named";
}

function spanOf(items: readonly StatementShown[]): string {
  const days = items.map((one) => (one.day ?? one.published)?.slice(0, 10)).filter((one): one is string => one !== undefined).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first === last ? `, ${day(first, { short: true })}` : `, ${day(first, { short: true })} to ${day(last, { short: true })}`;
}
