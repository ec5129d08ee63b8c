/** Figures: for each toll what each source said of it over time, with its bounds. */

import { useMemo } from "preact/hooks";

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { scopeOf } from "../charts/bands";
import { SeriesChart, voiceName } from "../charts/series-chart";
import { RecordLink } from "../components/links";
import { Answered, Empty } from "../components/state";
import { useGradually } from "../gradually";
import { go, type Route } from "../route";
import type { Facets, Point, Series } from "../types";
import { bounds, counted, country, day, grouped, inWords } from "../words";

import "./figures.css";

const READINGS = {
  none: { name: "As reported", about: "Bounds and vague words stay as the sources gave them." },
  acled: { name: "ACLED", about: "One number for each figure, by ACLED’s rules, drawn over the bounds." },
  ucdp: { name: "UCDP", about: "One number for each figure, as UCDP’s best estimate would have it, drawn over the bounds." },
} as const;
type Reading = keyof typeof READINGS;

export default function Figures({ route }: ViewProps) {
  const reading = (Object.keys(READINGS) as Reading[]).find((one) => one === route.own["reading"]) ?? "none";
  const measure = route.own["measure"] ?? "";
  const loaded = useAnswer<{ series: Series[] }>(asking("/figures", route.selection, { measure, reading }));
  return (
    <>
      <div class="view-head">
        <h1>Figures</h1>
        <div class="view-tools no-print">
          <MeasurePicker route={route} measure={measure} />
          <span class="choice" role="group" aria-label="Reading">
            {(Object.keys(READINGS) as Reading[]).map((one) => (
              <button key={one} type="button" aria-pressed={reading === one} onClick={() => go({ ...route, own: { ...route.own, reading: one === "none" ? "" : one } })}>{READINGS[one].name}</button>
            ))}
          </span>
        </div>
      </div>
      <p class="small soft figures-about">{READINGS[reading].about}</p>
      <Answered loaded={loaded} what="figures">
        {({ series }) => series.length === 0
          ? <Empty title={measure ? `No series of ${inWords(measure)} here` : "No series of figures here"}><p>Series appear where linked reports count the same thing. Single figures are in Reading.{measure ? " Choose another measure, or all." : ""}</p></Empty>
          : <Ledger series={series} route={route} isRead={reading !== "none"} />}
      </Answered>
    </>
  );
}

function Ledger({ series, route, isRead }: { series: Series[]; route: Route; isRead: boolean }) {
  const drawn = useMemo(() => series.filter((one) => figuresOf(one) > 1), [series]);
  const single = useMemo(() => series.filter((one) => figuresOf(one) === 1), [series]);
  const charts = useGradually(drawn, 4);
  const rows = useGradually(useMemo(() => single.flatMap((one) => one.sources.flatMap((voice) => voice.points.map((point) => ({ one, voice, point })))), [series]), 12);
  return (
    <>
      {drawn.length > 0 && <Legend isRead={isRead} />}
      <div class="series-list">{charts.map((one) => <OneSeries key={one.id} series={one} route={route} isRead={isRead} />)}</div>
      {single.length > 0 && (
        <section class="singles">
          <h2>Counted once</h2>
          <div class="table-room" tabIndex={0} role="region" aria-label="Counted once">
            <table>
              <thead><tr><th scope="col">What</th><th scope="col">Source</th><th scope="col">As of</th><th scope="col">Figure</th><th scope="col">Counts</th>{isRead && <th scope="col">Read as</th>}<th scope="col">Report</th></tr></thead>
              <tbody>{rows.map(({ one, voice, point }) => <TableRow key={point.record} what={named(one)} name={voiceName(voice)} point={point} route={route} isRead={isRead} />)}</tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}

function figuresOf(series: Series): number {
  return series.sources.reduce((sum, voice) => sum + voice.points.length, 0);
}

function named(series: Series): string {
  return inWords(series.label) === series.label.toLowerCase() ? series.label.replace(/^./, (first) => first.toUpperCase()) : series.label;
}

function MeasurePicker({ route, measure }: { route: Route; measure: string }) {
  const loaded = useAnswer<Facets>(asking("/facets", { ...route.selection, kind: ["figures"], type: [] }));
  const types = loaded.state === "failed" || loaded.answer === null ? {} : loaded.answer.types;
  const known = measure === "" || measure in types ? Object.entries(types) : [[measure, 0] as const, ...Object.entries(types)];
  return (
    <label class="small">Measure{" "}
      <select value={measure} onChange={(event) => go({ ...route, own: { ...route.own, measure: event.currentTarget.value } })}>
        <option value="">all</option>
        {known.map(([code, number]) => <option key={code} value={code}>{inWords(code)} ({grouped(number)})</option>)}
      </select>
    </label>
  );
}

function OneSeries({ series, route, isRead }: { series: Series; route: Route; isRead: boolean }) {
  const points = figuresOf(series);
  return (
    <section class="series" data-kind="figures">
      <div class="series-head">
        <h2><bdi>{named(series)}</bdi></h2>
        <p class="small soft">
          {[
            series.unit !== "people" || series.group !== "people" ? `${inWords(series.unit)}${series.group && series.group !== series.unit ? `, ${inWords(series.group)}` : ""}` : "people",
            series.country ? country(series.country) : "",
            series.start ? `since ${day(series.start)}` : "",
            `${counted(points, "figure")} of ${counted(series.sources.length, "source")}`,
          ].filter(Boolean).join(" · ")}
        </p>
      </div>
      <SeriesChart series={series} route={route} isRead={isRead} />
      <details class="as-list">
        <summary>The same as a table</summary>
        <div class="table-room" tabIndex={0} role="region" aria-label={`Table: ${series.label}`}>
          <table>
            <thead><tr><th scope="col">Source</th><th scope="col">As of</th><th scope="col">Figure</th><th scope="col">Counts</th>{isRead && <th scope="col">Read as</th>}<th scope="col">Report</th></tr></thead>
            <tbody>{series.sources.flatMap((voice) => voice.points.map((point) => <TableRow key={point.record} name={voiceName(voice)} point={point} route={route} isRead={isRead} />))}</tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

const COUNTS = { total: "all so far", increment: "what is new", part: "a part", unsaid: "not said" } as const;

function TableRow({ what, name, point, route, isRead }: { what?: string; name: string; point: Point; route: Route; isRead: boolean }) {
  return (
    <tr>
      {what !== undefined && <td><bdi>{what}</bdi></td>}
      <td><bdi>{name}</bdi></td>
      <td class="nowrap">{day(point.as_of ?? point.published, { short: true })}</td>
      <td><RecordLink route={route} id={point.record}>{bounds(point)}</RecordLink>{point.wording !== null && point.wording !== bounds(point) && <> <q dir="auto">{point.wording}</q></>}{(point.is_revised || point.revision_of !== null) && <> <span class="tag">{point.is_revised ? "revision" : "changed"}</span></>}</td>
      <td>{COUNTS[scopeOf(point)]}</td>
      {isRead && <td class="number">{point.value === null ? "no number" : grouped(point.value)}</td>}
      <td><bdi>{point.outlet ?? "no outlet"}</bdi>, <span class="nowrap">{day(point.published, { short: true })}</span></td>
    </tr>
  );
}

function Legend({ isRead }: { isRead: boolean }) {
  return (
    <ul class="legend" aria-label="Legend" data-kind="figures">
      <li><svg width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="4.5" class="point-mark" /></svg>all so far</li>
      <li><svg width="16" height="16" aria-hidden="true"><circle cx="8" cy="8" r="4.5" class="point-mark point-unsaid" /></svg>not said whether all</li>
      <li><svg width="16" height="16" aria-hidden="true"><path d="M8 2.5L14 13H2Z" class="point-mark" /></svg>what is new</li>
      <li><svg width="16" height="16" aria-hidden="true"><path d="M8 2L14 8L8 14L2 8Z" class="point-mark" /></svg>a part</li>
      <li><svg width="16" height="22" aria-hidden="true"><rect x="3" y="2" width="10" height="18" class="band" /></svg>from the lower to the upper bound</li>
      <li><svg width="16" height="22" aria-hidden="true"><path d="M3 20V6M13 20V6M8 20V3M5 7L8 3L11 7" class="band-open" /></svg>open: at least, more than</li>
      <li><svg width="16" height="22" aria-hidden="true"><path d="M3 2V16M13 2V16M8 2V19M5 15L8 19L11 15" class="band-open" /></svg>open: up to, fewer than</li>
      {isRead && <li><svg width="16" height="16" aria-hidden="true"><path d="M2 8H14" class="read-mark" /></svg>the reading’s number</li>}
    </ul>
  );
}
