/** Timeline: records by the days they speak of, in lanes of actors or places. */

import { useMemo, useRef, useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { MarkLink } from "../charts/mark-link";
import { type Bucket, denseExtentOf, extentOf, LETTER, MARK, packed, type Packed, type Placed, tellingOf } from "../charts/lanes";
import { dayNumber, dayTicks, isoOf, linear, type Scale } from "../charts/scale";
import { useWidth } from "../charts/use-width";
import { Months } from "../components/months";
import { RecordCard } from "../components/record-card";
import { Advice, Answered, Empty } from "../components/state";
import { useGradually } from "../gradually";
import { go, type Route } from "../route";
import type { Kind, RecordShown, Timeline as TimelineShown } from "../types";
import { bounds, counted, day, grouped, inWords, KIND_NAMES, KIND_ONE, ownDays, voiceOf } from "../words";

import "./timeline.css";

const PER_LANE = 100;
const ROW = 19;
const AXIS = 26;
const PAD = 7;
// Lanes in sight on most screens; the others are drawn when there is time.
const FIRST_LANES = 4;

export default function Timeline({ route }: ViewProps) {
  const lane = route.own["lane"] === "place" ? "place" : "actor";
  const loaded = useAnswer<TimelineShown>(asking("/timeline", route.selection, { lane, per_lane: PER_LANE }));
  return (
    <>
      <div class="view-head">
        <h1>Timeline</h1>
        <div class="view-tools no-print">
          <span class="choice" role="group" aria-label="Lanes">
            {(["actor", "place"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={lane === one} onClick={() => go({ ...route, own: { ...route.own, lane: one === "actor" ? "" : one } })}>By {one}</button>
            ))}
          </span>
        </div>
      </div>
      <Months route={route} />
      <Answered loaded={loaded} what="the timeline">
        {(timeline) => timeline.lanes.length === 0
          ? <Empty title="Nothing here has a day and a lane"><p>{timeline.undated > 0 ? `${counted(timeline.undated, "record")} of this selection ${timeline.undated === 1 ? "names" : "name"} no day. ` : ""}<Advice selection={route.selection} />{lane === "actor" ? ", or look at lanes by place" : ", or look at lanes by actor"}.</p></Empty>
          : <Lanes route={route} timeline={timeline} />}
      </Answered>
    </>
  );
}

function Lanes({ route, timeline }: { route: Route; timeline: TimelineShown }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const chart = useRef<HTMLDivElement>(null);
  const all = useMemo(() => timeline.lanes.flatMap((lane) => lane.items), [timeline]);
  const days = daysShown(route, all);
  const zoom = (from: number, to: number) => go({ ...route, own: { ...route.own, days: `${isoOf(Math.round(from))}_${isoOf(Math.round(to))}` } }, { quiet: true });
  const [from, to] = days;
  const span = Math.max(1, to - from);
  const outside = all.filter((record) => !overlaps(record, from, to)).length;
  return (
    <div class="timeline" ref={frame}>
      <div class="row timeline-tools no-print">
        <button type="button" aria-label="Earlier" onClick={() => zoom(from - span / 3, to - span / 3)}>←</button>
        <button type="button" aria-label="Later" onClick={() => zoom(from + span / 3, to + span / 3)}>→</button>
        <button type="button" onClick={() => zoom(from + span / 4, to - span / 4)} disabled={span <= 3}>Closer</button>
        <button type="button" onClick={() => zoom(from - span / 2, to + span / 2)} disabled={span > 36_500}>Farther</button>
        <button type="button" onClick={() => { const extent = extentOf(all); if (extent) zoom(extent[0] - 1, extent[1] + 1); }}>All days</button>
        <span class="small soft">{day(isoOf(from))} to {day(isoOf(to))}{outside > 0 && `; ${grouped(outside)} outside these days`}</span>
      </div>
      <Legend />
      <div class="lanes" ref={chart} onKeyDown={(event) => step(event, chart.current)}>
        {width > 0 && <Chart route={route} timeline={timeline} width={width} days={days} zoom={zoom} />}
      </div>
      <p class="small soft timeline-foot">
        {timeline.undated > 0 && <>{counted(timeline.undated, "record")} of this selection {timeline.undated === 1 ? "names" : "name"} no day and {timeline.undated === 1 ? "is" : "are"} not drawn. </>}
        A record may lie in several lanes. Arrow keys go from one to the next.
      </p>
      <AsList route={route} timeline={timeline} />
    </div>
  );
}

/** The lanes as lists, drawn when they are opened: hundreds of cards would keep the chart waiting. */
function AsList({ route, timeline }: { route: Route; timeline: TimelineShown }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="as-list" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The same as a list</summary>
      {isOpen && timeline.lanes.map((lane) => (
        <section key={lane.id}>
          <h3><bdi>{lane.label}</bdi></h3>
          <div class="cards">{lane.items.slice(-40).map((record) => <RecordCard key={record.id} record={record} route={route} />)}</div>
          {lane.items.length > 40 && <p class="small soft">The newest 40 of {grouped(lane.total)}.</p>}
        </section>
      ))}
    </details>
  );
}

interface Drawn { id: string; label: string; total: number; shown: number; top: number; height: number; packed: Packed }

function Chart({ route, timeline, width, days, zoom }: {
  route: Route; timeline: TimelineShown; width: number; days: readonly [number, number]; zoom: (from: number, to: number) => void;
}) {
  const isNarrow = width < 620;
  const gutter = isNarrow ? 0 : Math.min(200, Math.round(width * 0.17));
  const head = isNarrow ? 20 : 0;
  const [from, to] = days;
  const scale = useMemo(() => linear([from, to + 1], [gutter + 4, width - 6]), [from, to, gutter, width]);
  const drawn = useMemo(() => drawnLanes(timeline, scale, head), [timeline, scale, head]);
  const begun = useGradually(timeline.lanes, FIRST_LANES).length;
  const bottom = drawn.length === 0 ? AXIS : drawn.at(-1)!.top + drawn.at(-1)!.height;
  const ticks = dayTicks(from, to, scale(1) - scale(0));
  return (
    <svg width={width} height={bottom + 4} role="group" aria-label={summary(timeline)} class="timeline-chart">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" class="hatch-line" /></pattern>
      </defs>
      <g aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick.day}>
            <line x1={scale(tick.day)} x2={scale(tick.day)} y1={AXIS} y2={bottom} class={tick.isMajor ? "tick tick-major" : "tick"} />
            {scale(tick.day) < width - 34 && <text x={scale(tick.day) + 3} y={16} class="tick-label">{tick.label}</text>}
          </g>
        ))}
      </g>
      {drawn.slice(0, begun).map((lane, number) => (
        <g key={lane.id} role="group" aria-label={`${lane.label}: ${counted(lane.total, "record")}`} data-lane={number}>
          <line x1={0} x2={width} y1={lane.top} y2={lane.top} class="lane-line" />
          <LaneName lane={lane} gutter={gutter} width={width} isNarrow={isNarrow} />
          {lane.packed.items !== null
            ? lane.packed.items.map((placed, place) => <Item key={placed.record.id} route={route} placed={placed} top={lane.top + head + PAD} tabIndex={place === 0 ? 0 : -1} />)
            : lane.packed.buckets.map((bucket) => <Counted key={bucket.from} bucket={bucket} lane={lane} head={head} most={Math.max(...lane.packed.buckets!.map((one) => one.count))} zoom={zoom} />)}
        </g>
      ))}
      <line x1={0} x2={width} y1={bottom} y2={bottom} class="lane-line" />
    </svg>
  );
}

function LaneName({ lane, gutter, width, isNarrow }: { lane: Drawn; gutter: number; width: number; isNarrow: boolean }) {
  const room = Math.floor((isNarrow ? width : gutter) / 7);
  const number = lane.shown < lane.total ? `newest ${grouped(lane.shown)} of ${grouped(lane.total)}` : grouped(lane.total);
  if (isNarrow) return <text x={2} y={lane.top + 16} class="lane-name"><title>{lane.label}</title>{shortened(lane.label, room - number.length - 3)} <tspan class="lane-count">{number}</tspan></text>;
  const lines = wrapped(lane.label, room);
  return (
    <text x={2} y={lane.top + 19} class="lane-name">
      <title>{lane.label}</title>
      {lines.map((line, place) => <tspan key={place} x={2} dy={place === 0 ? 0 : 16}>{line}</tspan>)}
      <tspan class="lane-count" x={2} dy={15}>{number}</tspan>
    </text>
  );
}

function Item({ route, placed, top, tabIndex }: { route: Route; placed: Placed; top: number; tabIndex: number }) {
  const { record, x, width, label } = placed;
  const y = top + placed.row * ROW;
  return (
    <MarkLink route={route} id={record.id} kind={record.kind} class={`item item-${tellingOf(record)}`} tabIndex={tabIndex} label={spoken(record)}>
      <rect x={x - 2} y={y - 2} width={width + (label === null ? 4 : label.length * LETTER + 8)} height={ROW - 1} class="item-room" />
      <Shape kind={record.kind} x={x} y={y} width={width} />
      {record.polarity === "negative" && <path d={`M${x - 1} ${y + MARK + 1}L${x + MARK + 1} ${y - 1}`} class="item-not" />}
      {label !== null && <text x={x + width + 4} y={y + 10} class="item-label">{label}</text>}
    </MarkLink>
  );
}

/** Each kind has a shape, so that none needs its colour; days that last are bars. */
export function Shape({ kind, x, y, width }: { kind: Kind; x: number; y: number; width: number }) {
  const m = MARK;
  if (kind === "figures" && width <= m) return <path class="shape" d={`M${x + m / 2} ${y}L${x + m} ${y + m / 2}L${x + m / 2} ${y + m}L${x} ${y + m / 2}Z`} />;
  if (kind === "votes" && width <= m) return <path class="shape" d={`M${x} ${y + 1}H${x + m}L${x + m / 2} ${y + m}Z`} />;
  if (kind === "negotiations" && width <= m) return <path class="shape" d={`M${x + 3} ${y}H${x + m - 3}L${x + m} ${y + m / 2}L${x + m - 3} ${y + m}H${x + 3}L${x} ${y + m / 2}Z`} />;
  return <rect class="shape" x={x} y={y} width={width} height={m} rx={kind === "events" ? m / 2 : 1} />;
}

function Counted({ bucket, lane, head, most, zoom }: { bucket: Bucket; lane: Drawn; head: number; most: number; zoom: (from: number, to: number) => void }) {
  const room = lane.height - head - 2 * PAD - 12;
  const base = lane.top + lane.height - PAD;
  let y = base;
  const label = `${day(bucket.from)} to ${day(bucket.to)}: ${counted(bucket.count, "record")}. Look closer.`;
  const look = () => zoom(dayNumber(bucket.from)! - 1, dayNumber(bucket.to)! + 1);
  return (
    <g class="bucket" role="button" tabindex={0} aria-label={label} onClick={look} onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); look(); } }}>
      <title>{label}</title>
      <rect x={bucket.x - 1} y={base - room - 12} width={bucket.width + 2} height={room + 12} class="item-room" />
      {Object.entries(bucket.kinds).map(([kind, number]) => {
        const height = Math.max(1, (room * (number ?? 0)) / most);
        y -= height;
        return <rect key={kind} data-kind={kind} class="bucket-part" x={bucket.x} y={y} width={bucket.width} height={height} />;
      })}
      <text x={bucket.x + bucket.width / 2} y={y - 3} class="bucket-count">{bucket.width > 16 ? grouped(bucket.count) : ""}</text>
    </g>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      {(["events", "figures", "votes", "negotiations", "statements"] as const).map((kind) => (
        <li key={kind} data-kind={kind}><svg width="14" height="14" aria-hidden="true" class="item-plain"><Shape kind={kind} x={1} y={1} width={MARK} /></svg>{KIND_NAMES[kind]}</li>
      ))}
      <li class="legend-gap" data-kind="actors"><svg width="26" height="14" aria-hidden="true" class="item-plain"><Shape kind="events" x={1} y={1} width={24} /></svg>in the publisher’s voice</li>
      <li data-kind="actors"><svg width="26" height="14" aria-hidden="true" class="item-attributed"><Shape kind="events" x={1} y={1} width={24} /></svg>on somebody’s authority</li>
      <li data-kind="actors"><svg width="26" height="14" aria-hidden="true" class="item-unreal"><Shape kind="events" x={1} y={1} width={24} /></svg>planned, threatened, possible</li>
      <li data-kind="actors"><svg width="26" height="14" aria-hidden="true" class="item-plain"><Shape kind="events" x={1} y={1} width={24} /><path d="M0 14L14 0" class="item-not" /></svg>did not happen</li>
    </ul>
  );
}

function drawnLanes(timeline: TimelineShown, scale: Scale, head: number): Drawn[] {
  let top = AXIS;
  return timeline.lanes.map((lane) => {
    const inside = lane.items.filter((record) => overlaps(record, scale.domain[0], scale.domain[1] - 1));
    const found = packed(inside, scale, wordsOf);
    const height = Math.max(found.rows * ROW + 2 * PAD, head > 0 ? 20 : 60) + head;
    const drawn = { id: lane.id, label: lane.label, total: lane.total, shown: lane.items.length, top, height, packed: found };
    top += height;
    return drawn;
  });
}

function wordsOf(record: RecordShown): string {
  const type = record.type === null ? "" : inWords(record.type);
  if (record.kind === "figures") return shortened(`${bounds(record)} ${type || record.unit || ""}`.trim(), 32);
  if (record.kind === "events") return shortened(record.label ?? type, 32);
  return shortened(record.label ?? KIND_ONE[record.kind].toLowerCase(), 32);
}

function spoken(record: RecordShown): string {
  const telling = tellingOf(record);
  const voice = voiceOf(record);
  return [
    `${KIND_ONE[record.kind]}${record.type ? `, ${inWords(record.type)}` : ""}: ${record.span.text.replace(/\s+/g, " ").slice(0, 160)}`,
    ownDays(record) ?? "",
    telling === "unreal" ? inWords(record.modality ?? "") : "",
    record.polarity === "negative" ? "did not happen" : "",
    record.attributed ? `according to ${voice ?? "an unnamed source"}` : "in the publisher's voice",
    record.report.outlet ?? "",
  ].filter(Boolean).join("; ");
}

function summary(timeline: TimelineShown): string {
  return `Timeline of ${counted(timeline.lanes.length, "lane")}: ${timeline.lanes.map((lane) => `${lane.label} ${lane.total}`).join(", ")}`;
}

function daysShown(route: Route, records: readonly RecordShown[]): readonly [number, number] {
  const [first = "", last = ""] = (route.own["days"] ?? "").split("_");
  const asked = [dayNumber(first), dayNumber(last)] as const;
  if (asked[0] !== null && asked[1] !== null && asked[0] <= asked[1]) return [asked[0], asked[1]];
  const extent = denseExtentOf(records) ?? [0, 0];
  return [extent[0] - 1, Math.max(extent[1] + 1, extent[0] + 5)];
}

function overlaps(record: RecordShown, from: number, to: number): boolean {
  const start = dayNumber(record.day);
  return start !== null && start <= to && Math.max(start, dayNumber(record.day_end) ?? start) >= from;
}

/** Left and right along a lane, up and down to the nearest mark of the next one. */
function step(event: KeyboardEvent, chart: HTMLElement | null): void {
  const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const way = ways[event.key];
  const at = document.activeElement?.closest<SVGElement>("a.mark-link");
  if (way === undefined || chart === null || !at) return;
  event.preventDefault();
  const lanes = [...chart.querySelectorAll<SVGElement>("[data-lane]")].map((lane) => [...lane.querySelectorAll<SVGElement>("a.mark-link")]);
  const lane = lanes.findIndex((marks) => marks.includes(at));
  if (way[0] !== 0) lanes[lane]?.[lanes[lane].indexOf(at) + way[0]]?.focus();
  const left = at.getBoundingClientRect().left;
  for (let next = lane + way[1]; way[1] !== 0 && next >= 0 && next < lanes.length; next += way[1]) {
    const near = lanes[next]!.toSorted((one, other) => Math.abs(one.getBoundingClientRect().left - left) - Math.abs(other.getBoundingClientRect().left - left))[0];
    if (near) return near.focus();
  }
}

function shortened(words: string, most: number): string {
  const characters = [...words.replace(/\s+/g, " ")];
  return characters.length <= most ? characters.join("") : `${characters.slice(0, Math.max(1, most - 1)).join("")}…`;
}

/** Two lines at most. */
function wrapped(words: string, most: number): string[] {
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (line === "" || line.length + 1 + word.length <= most) lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= 2) return lines.map((line) => shortened(line, most));
  return [shortened(lines[0]!, most), shortened(lines.slice(1).join(" "), most)];
}
