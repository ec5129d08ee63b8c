/** One toll as a chart: a line for each source through what it said, each figure a band between its bounds. */

import { useMemo, useState } from "preact/hooks";

import type { Route } from "../route";
import type { Point, Series, Voice } from "../types";
import { bounds, counted, day, grouped } from "../words";
import { bandOf, highestOf, scopeOf, spread } from "./bands";
import { MarkLink } from "./mark-link";
import { dayNumber, dayTicks, linear, type Scale, ticks } from "./scale";
import { useWidth } from "./use-width";

/** Sources with a line of their own; the others are in the table. */
const DRAWN = 8;
const HEIGHT = 250;
const TOP = 16;
const BOTTOM = 30;
const OPEN = 26;

interface Spot { point: Point; x: number; voice: number }

export function SeriesChart({ series, route, isRead }: { series: Series; route: Route; isRead: boolean }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  return (
    <div ref={frame} class="series-chart">
      {width > 0 && <Chart series={series} route={route} isRead={isRead} width={width} />}
    </div>
  );
}

function Chart({ series, route, isRead, width }: { series: Series; route: Route; isRead: boolean; width: number }) {
  const [near, setNear] = useState<number | null>(null);
  const voices = useMemo(() => drawnVoices(series.sources), [series]);
  const points = voices.flatMap((voice) => voice.points);
  const highest = highestOf(points);
  const marks = ticks(highest, 4);
  const left = 14 + 7.5 * grouped(marks.at(-1)!).length;
  // On a phone the names stand below: beside the lines there is no room for them.
  const isNarrow = width < 520;
  const gutter = isNarrow ? 10 : Math.min(260, Math.round(width * 0.34));
  const [from, to] = daysOf(points);
  const aside = 10 + 6 * voices.length;
  const x = linear([from, to], [left + aside, width - gutter - aside]);
  const y = linear([0, marks.at(-1)!], [HEIGHT - BOTTOM, TOP + (points.some((point) => bandOf(point).opens === "up") ? OPEN / 2 : 0)]);
  const perDay = x(1) - x(0);
  const shift = Math.min(11, (perDay * 0.7) / Math.max(1, voices.length));
  const spots = voices.map((voice, number) => voice.points.map((point) => ({ point, voice: number, x: x(dayOf(point) ?? from) + (number - (voices.length - 1) / 2) * shift })));
  const leftOut = series.sources.length - voices.length;
  return (
    <>
      <svg width={width} height={HEIGHT} role="group" aria-label={`${series.label}: ${counted(points.length, "figure")} of ${counted(voices.length, "source")}, up to ${grouped(highest)}`}>
        <Grid marks={marks} y={y} x={x} left={left} right={width - gutter} days={[from, to]} />
        {voices.map((_, number) => <Line key={number} spots={spots[number]!} number={number} y={y} isRead={isRead} isFaint={near !== null && near !== number} />)}
        {voices.map((voice, number) => (
          <g key={number} role="group" aria-label={voiceName(voice)} class={near !== null && near !== number ? "voice-far" : undefined}>
            {spots[number]!.map((spot) => <Mark key={spot.point.record} spot={spot} name={voiceName(voice)} route={route} y={y} isRead={isRead} onNear={setNear} />)}
          </g>
        ))}
        {!isNarrow && <Names voices={voices} spots={spots} y={y} left={width - gutter + 6} room={gutter - 8} near={near} onNear={setNear} />}
      </svg>
      {isNarrow && <NamesBelow voices={voices} />}
      {leftOut > 0 && <p class="small soft">{counted(leftOut, "more source")} with fewer figures: in the table.</p>}
    </>
  );
}

function Grid({ marks, y, x, left, right, days }: { marks: number[]; y: Scale; x: Scale; left: number; right: number; days: readonly [number, number] }) {
  const perDay = x(1) - x(0);
  let free = -Infinity;
  return (
    <g aria-hidden="true">
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={left} x2={right} y1={y(mark)} y2={y(mark)} class={mark === 0 ? "axis" : "tick"} />
          <text x={left - 6} y={y(mark) + 4} class="value-label">{grouped(mark)}</text>
        </g>
      ))}
      {dayTicks(days[0], days[1], perDay).map((tick) => {
        const at = x(tick.day);
        const isRoom = at >= free && at + 20 < right;
        if (isRoom) free = at + tick.label.length * 6.4 + 12;
        return (
          <g key={tick.day}>
            <line x1={at} x2={at} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM + 5} class="axis" />
            {isRoom && <text x={at} y={HEIGHT - BOTTOM + 19} class="tick-label day-label">{tick.label}</text>}
          </g>
        );
      })}
    </g>
  );
}

/** The line of a source goes through figures of all so far; what is new or a part stands alone. */
function Line({ spots, number, y, isRead, isFaint }: { spots: readonly Spot[]; number: number; y: Scale; isRead: boolean; isFaint: boolean }) {
  const joined = spots.filter(({ point }) => scopeOf(point) === "total" || scopeOf(point) === "unsaid").flatMap(({ point, x }) => {
    const value = heightOf(point, isRead);
    return value === null ? [] : [{ x, y: y(value), band: bandOf(point) }];
  });
  if (joined.length < 2) return null;
  const path = joined.map((one, place) => `${place === 0 ? "M" : "L"}${one.x.toFixed(1)} ${one.y.toFixed(1)}`).join("");
  const isBand = joined.every(({ band }) => band.low !== null && band.high !== null) && joined.some(({ band }) => band.low !== band.high);
  const upper = joined.map((one) => `${one.x.toFixed(1)} ${y(one.band.high ?? 0).toFixed(1)}`);
  const lower = joined.map((one) => `${one.x.toFixed(1)} ${y(one.band.low ?? 0).toFixed(1)}`).reverse();
  return (
    <g aria-hidden="true" class={isFaint ? "voice-far" : undefined}>
      {isBand && <path d={`M${upper.join("L")}L${lower.join("L")}Z`} class="band band-between" />}
      <path d={path} class={`voice-line voice-line-${number % DRAWN}`} />
    </g>
  );
}

function Mark({ spot: { point, x, voice }, name, route, y, isRead, onNear }: {
  spot: Spot; name: string; route: Route; y: Scale; isRead: boolean; onNear: (voice: number | null) => void;
}) {
  const band = bandOf(point);
  const scope = scopeOf(point);
  const words = `${name}, ${day(point.as_of ?? point.published)}: ${point.wording ?? bounds(point)}${scope === "increment" ? ", what is new" : scope === "part" ? ", a part" : scope === "total" ? ", all so far" : ""}${isRead ? `; read as ${point.value === null ? "no number" : grouped(point.value)}` : ""}${point.outlet ? `; ${point.outlet}` : ""}`;
  const at = band.at === null ? y(0) : y(band.at);
  return (
    <MarkLink route={route} id={point.record} label={words} kind="figures" onEnter={() => onNear(voice)} onLeave={() => onNear(null)}>
      <rect x={x - 9} y={at - 11} width="18" height="22" class="item-room" rx="3" />
      {band.low !== null && band.high !== null && band.low !== band.high && <rect x={x - 5} y={y(band.high)} width="10" height={Math.max(2, y(band.low) - y(band.high))} class="band" />}
      {band.opens === "up" && <path d={`M${x - 5} ${at}V${at - OPEN + 8}M${x + 5} ${at}V${at - OPEN + 8}M${x} ${at}V${at - OPEN}M${x - 3} ${at - OPEN + 4}L${x} ${at - OPEN}L${x + 3} ${at - OPEN + 4}`} class="band-open" />}
      {band.opens === "down" && <OpenDown x={x} at={at} floor={y(0)} />}
      {band.at === null ? <text x={x} y={at - 5} class="vague-mark">?</text> : <Shape scope={scope} x={x} y={at} />}
      {isRead && point.value !== null && <path d={`M${x - 8} ${y(point.value)}H${x + 8}`} class="read-mark" />}
    </MarkLink>
  );
}

function OpenDown({ x, at, floor }: { x: number; at: number; floor: number }) {
  const end = Math.min(at + OPEN, floor);
  return <path d={`M${x - 5} ${at}V${Math.max(at, end - 8)}M${x + 5} ${at}V${Math.max(at, end - 8)}M${x} ${at}V${end}M${x - 3} ${end - 4}L${x} ${end}L${x + 3} ${end - 4}`} class="band-open" />;
}

function Shape({ scope, x, y }: { scope: ReturnType<typeof scopeOf>; x: number; y: number }) {
  if (scope === "increment") return <path class="point-mark" d={`M${x} ${y - 6}L${x + 6} ${y + 4.5}H${x - 6}Z`} />;
  if (scope === "part") return <path class="point-mark" d={`M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`} />;
  return <circle class={scope === "unsaid" ? "point-mark point-unsaid" : "point-mark"} cx={x} cy={y} r="4.5" />;
}

function NamesBelow({ voices }: { voices: readonly Voice[] }) {
  return (
    <ul class="voices-below" aria-hidden="true">
      {voices.map((voice, number) => {
        const last = voice.points.at(-1)!;
        return <li key={number}><svg width="20" height="8"><line x1="0" x2="20" y1="4" y2="4" class={`voice-line voice-line-${number % DRAWN}`} /></svg><span><bdi>{voiceName(voice)}</bdi> <span class="soft">{voice.points.length > 1 ? "last " : ""}{bounds(last)}</span></span></li>;
      })}
    </ul>
  );
}

/** The names of the sources beside the ends of their lines, moved apart where they would meet. */
function Names({ voices, spots, y, left, room, near, onNear }: {
  voices: readonly Voice[]; spots: readonly (readonly Spot[])[]; y: Scale; left: number; room: number; near: number | null; onNear: (voice: number | null) => void;
}) {
  const ends = spots.map((own) => own.findLast((spot) => bandOf(spot.point).at !== null) ?? own.at(-1)!);
  const wanted = ends.map((end) => y(bandOf(end.point).at ?? 0));
  const gap = Math.min(31, (HEIGHT - BOTTOM - TOP + 14) / Math.max(1, voices.length - 1));
  const places = spread(wanted, gap, TOP - 6, HEIGHT - BOTTOM - 8);
  const letters = Math.floor(room / 7.3);
  return (
    <g aria-hidden="true">
      {voices.map((voice, number) => (
        <g key={number} class={near !== null && near !== number ? "voice-far" : undefined} onMouseEnter={() => onNear(number)} onMouseLeave={() => onNear(null)}>
          <path d={`M${ends[number]!.x + 7} ${wanted[number]}L${left - 3} ${places[number]! + 3}`} class="leader" />
          <line x1={left} x2={left + 16} y1={places[number]! + 3} y2={places[number]! + 3} class={`voice-line voice-line-${number % DRAWN}`} />
          <text x={left + 20} y={places[number]! + 7} class="voice-name">
            <title>{voiceName(voice)}</title>{clipped(voiceName(voice), letters - 3)}
            {gap >= 27 && <tspan x={left + 20} dy="14" class="voice-bounds">{clipped(bounds(ends[number]!.point), letters - 3)}</tspan>}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Whose line it is: a named source, or an outlet that speaks for itself. */
export function voiceName(voice: Voice): string {
  if (voice.source !== null) return voice.source;
  return voice.outlet === null ? "Reports in their own voice" : `${voice.outlet}, own voice`;
}

/** The sources that get a line: those with most figures, in the order that they came in. */
export function drawnVoices(voices: readonly Voice[]): Voice[] {
  const withPoints = voices.filter((voice) => voice.points.length > 0);
  const kept = new Set(withPoints.toSorted((left, right) => right.points.length - left.points.length).slice(0, DRAWN));
  return withPoints.filter((voice) => kept.has(voice));
}

function heightOf(point: Point, isRead: boolean): number | null {
  return isRead && point.value !== null ? point.value : bandOf(point).at;
}

function dayOf(point: Point): number | null {
  return dayNumber(point.as_of) ?? dayNumber(point.published);
}

function daysOf(points: readonly Point[]): readonly [number, number] {
  const days = points.map(dayOf).filter((one) => one !== null);
  if (days.length === 0) return [0, 1];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  return first === last ? [first - 1, last + 1] : [first, last];
}

function clipped(words: string, most: number): string {
  const characters = [...words];
  return characters.length <= most ? words : `${characters.slice(0, Math.max(1, most - 1)).join("")}…`;
}
