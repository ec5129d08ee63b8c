/** Map: records by where they happened, and a tray of those that no place is known for. No map service is asked. */

import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { dotOf, freeLabels, lookAt, lookOf, type Look, MOST_ZOOM, ringOf, type Spot, spotsOf, wordsOfLook } from "../charts/places";
import { useWidth } from "../charts/use-width";
import { type World, world } from "../charts/world";
import { RecordCard } from "../components/record-card";
import { Answered, Empty, Failed, Loading } from "../components/state";
import { useGradually } from "../gradually";
import { go, type Route } from "../route";
import { withCondition } from "../selection";
import type { Kind, Page, PlaceMap, RecordShown } from "../types";
import { counted, grouped, held, KIND_NAMES } from "../words";

import "./map.css";

/** A shift of the map at each press of an arrow, in parts of its width. */
const STRIDE = 0.15;

export default function PlacesMap({ route }: ViewProps) {
  const loaded = useAnswer<PlaceMap>(asking("/map", route.selection));
  // The outlines come while the server looks for the places.
  useEffect(() => { world().catch(() => undefined); }, []);
  return (
    <>
      <div class="view-head"><h1>Map</h1></div>
      <Answered loaded={loaded} what="the map">
        {(places) => <Placed route={route} places={places} />}
      </Answered>
    </>
  );
}

function Placed({ route, places }: { route: Route; places: PlaceMap }) {
  const spots = useMemo(() => spotsOf(places.features), [places]);
  const tray = useGradually(places.unplaced, 4);
  const chosen = spots.find((spot) => spot.key === route.own["spot"]) ?? null;
  const choose = (spot: Spot | null) => go({ ...route, own: { ...route.own, spot: spot?.key ?? "" } }, { quiet: true });
  const records = spots.reduce((sum, spot) => sum + spot.count, 0);
  return (
    <div class="map-view">
      <div class="map-main">
        <p class="small soft map-told">{counted(records, "record")} in {counted(spots.length, "place")}; {places.unplaced_total === 0 ? "none without a place" : <>{counted(places.unplaced_total, "record")} <a href="#unplaced">without a place</a></>}.</p>
        <WorldMap route={route} spots={spots} chosen={chosen} choose={choose} />
        <Legend spots={spots} />
        <p class="small faint map-age">
          Outlines: Natural Earth 4.1 of 2018, at 1:110 million; what has changed on the ground since is not in them. Dashed borders are claimed by more than one side;
          neither a line nor its absence here says whose a territory is. No map service is asked.
        </p>
      </div>
      <aside class="map-side">
        {chosen === null ? <PlaceList spots={spots} unplaced={places.unplaced_total} choose={choose} /> : <OneSpot route={route} spot={chosen} onClose={() => choose(null)} />}
        <section class="tray" id="unplaced" tabIndex={-1}>
          <h2>Without a place</h2>
          {places.unplaced.length === 0 ? <p class="small soft">{records === 0 ? "None." : "Every record of this selection has one."}</p> : (
            <>
              <p class="small soft">{places.unplaced.length < places.unplaced_total ? `The newest ${grouped(places.unplaced.length)} of ${counted(places.unplaced_total, "record")}` : counted(places.unplaced_total, "record")} that name no place, or one that the gazetteer does not know.</p>
              <div class="cards tray-cards" tabIndex={0} role="region" aria-label="Records without a place">{tray.map((record) => <RecordCard key={record.id} record={record} route={route} />)}</div>
            </>
          )}
        </section>
      </aside>
    </div>
  );
}

function WorldMap(props: { route: Route; spots: Spot[]; chosen: Spot | null; choose: (spot: Spot | null) => void }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [outlines, setOutlines] = useState<World | null>(null);
  const [failed, setFailed] = useState("");
  const [again, setAgain] = useState(0);
  useEffect(() => {
    setFailed("");
    world().then(setOutlines, (error: Error) => setFailed(error.message));
  }, [again]);
  return (
    <div class="map-frame" ref={frame}>
      {failed ? <Failed message={failed} again={() => setAgain(again + 1)} /> : outlines === null || width === 0 ? <Loading what="the outlines of the world" /> : <Drawn {...props} outlines={outlines} width={width} />}
    </div>
  );
}

function Drawn({ route, spots, chosen, choose, outlines, width }: {
  route: Route; spots: Spot[]; chosen: Spot | null; choose: (spot: Spot | null) => void; outlines: World; width: number;
}) {
  const height = Math.round(Math.max(260, Math.min(width * 0.56, 640)));
  const [look, setLook] = useState<Look>(() => lookOf(route.own["at"] ?? "") ?? lookAt(spots));
  const svg = useRef<SVGSVGElement>(null);
  const grip = useRef<{ x: number; y: number; look: Look } | null>(null);
  const projection = useMemo(() => {
    const base = geoEqualEarth().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
    const scale = base.scale() * look.zoom;
    const centred = geoEqualEarth().scale(scale).translate([0, 0]);
    const [x, y] = centred([look.longitude, look.latitude]) ?? [0, 0];
    return centred.translate([width / 2 - x, height / 2 - y]).clipExtent([[-20, -20], [width + 20, height + 20]]);
  }, [look, width, height]);
  const now = useRef(route);
  now.current = route;
  // The address keeps where one looks, once the looking has come to rest.
  useEffect(() => {
    const rest = setTimeout(() => {
      const at = wordsOfLook(look);
      const { own } = now.current;
      if (at !== (own["at"] ?? "") && (own["at"] || at !== wordsOfLook(lookAt(spots)))) go({ ...now.current, own: { ...own, at } }, { quiet: true });
    }, 350);
    return () => clearTimeout(rest);
  }, [look]);
  const path = geoPath(projection);
  const zoomBy = (factor: number) => setLook((now) => ({ ...now, zoom: Math.min(MOST_ZOOM, Math.max(1, now.zoom * factor)) }));
  const moveBy = (right: number, down: number) => setLook((now) => moved(now, projection, width / 2 + right, height / 2 + down));
  useEffect(() => {
    const element = svg.current;
    // The page goes on scrolling: the map takes the wheel only with Ctrl, or when it has the focus.
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !element?.contains(document.activeElement)) return;
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 1.25 : 0.8);
    };
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, []);
  const press = (event: KeyboardEvent) => {
    const ways: Record<string, () => void> = {
      "+": () => zoomBy(1.5), "=": () => zoomBy(1.5), "-": () => zoomBy(1 / 1.5), "0": () => setLook(lookAt(spots)),
      ArrowLeft: () => moveBy(-width * STRIDE, 0), ArrowRight: () => moveBy(width * STRIDE, 0),
      ArrowUp: () => moveBy(0, -width * STRIDE), ArrowDown: () => moveBy(0, width * STRIDE), Escape: () => choose(null),
    };
    const way = ways[event.key];
    if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    way();
  };
  const grab = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest(".spot")) return;
    grip.current = { x: event.clientX, y: event.clientY, look };
    svg.current?.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent) => {
    const from = grip.current;
    if (from === null) return;
    const base = geoEqualEarth().scale(projection.scale()).translate([0, 0]);
    const [x, y] = base([from.look.longitude, from.look.latitude]) ?? [0, 0];
    const at = base.invert?.([x - (event.clientX - from.x), y - (event.clientY - from.y)]);
    if (at && Number.isFinite(at[0]) && Math.abs(at[1]) <= 88 && Math.abs(at[0]) <= 180) setLook({ ...from.look, longitude: at[0], latitude: at[1] });
  };
  const only = () => {
    const corners = [projection.invert?.([0, height]), projection.invert?.([width, 0])];
    const [one, other] = corners;
    const box = one && other ? [one[0], one[1], other[0], other[1]] : [-180, -90, 180, 90];
    const kept = [Math.max(-180, box[0]!), Math.max(-90, box[1]!), Math.min(180, box[2]!), Math.min(90, box[3]!)];
    go({ ...route, selection: withCondition(route.selection, "bbox", kept.map((value) => value.toFixed(2)).join(",")) });
  };
  return (
    <>
      <div class="map-tools no-print">
        <button type="button" aria-label="Zoom in" onClick={() => zoomBy(1.6)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => zoomBy(1 / 1.6)} disabled={look.zoom <= 1}>−</button>
        <button type="button" onClick={() => setLook(lookAt(spots))}>All places</button>
        <button type="button" onClick={() => setLook({ longitude: 0, latitude: 0, zoom: 1 })}>World</button>
        <button type="button" onClick={only} disabled={look.zoom <= 1.05}>Only this area</button>
        <span class="small faint map-hint">Drag to move; Ctrl and the wheel zoom</span>
      </div>
      <svg
        ref={svg} width={width} height={height} class="map" role="group" tabindex={0} onKeyDown={press}
        onPointerDown={grab} onPointerMove={drag} onPointerUp={() => { grip.current = null; }} onPointerCancel={() => { grip.current = null; }}
        aria-label={`Map with ${counted(spots.length, "place")}. Arrow keys move it, plus and minus zoom, zero shows all places.`}
      >
        <g aria-hidden="true">
          <path d={path({ type: "Sphere" }) ?? ""} class="sea" />
          <path d={path(geoGraticule10()) ?? ""} class="graticule" />
          <path d={path(outlines.land) ?? ""} class="land" />
          <path d={path(outlines.coast) ?? ""} class="coast" />
          <path d={path(outlines.borders) ?? ""} class="border" />
          <path d={path(outlines.disputed) ?? ""} class="border border-disputed" />
        </g>
        <Spots spots={spots} projection={projection} width={width} height={height} chosen={chosen} choose={choose} />
      </svg>
    </>
  );
}

function Spots({ spots, projection, width, height, chosen, choose }: {
  spots: Spot[]; projection: ReturnType<typeof geoEqualEarth>; width: number; height: number; chosen: Spot | null; choose: (spot: Spot) => void;
}) {
  const seen = spots.flatMap((spot) => {
    const at = projection([spot.longitude, spot.latitude]);
    return at && at[0] >= -30 && at[0] <= width + 30 && at[1] >= -30 && at[1] <= height + 30 ? [{ spot, x: at[0], y: at[1] }] : [];
  });
  const size = width < 520 ? 0.7 : 1;
  // Rings first: a dot inside one can still be pointed at.
  seen.sort((left, right) => ringOf(right.spot.area) - ringOf(left.spot.area));
  const named = seen.toSorted((left, right) => right.spot.count - left.spot.count);
  // Places whose names are drawn can be reached with Tab; the list beside the map has all.
  const isFree = freeLabels(named.map(({ spot, x, y }) => ({ x: x + reachOf(spot, size), y: y - 8, width: labelWidth(spot) + 8, height: 16 })));
  const withName = new Set(named.filter((_, number) => isFree[number]).map((one) => one.spot));
  return (
    <g>
      {seen.map(({ spot, x, y }) => {
        const isNamed = withName.has(spot);
        const label = `${spot.label}: ${spot.kinds.map((one) => held(one.kind as Kind, one.count)).join(", ")}${PRECISIONS[spot.area]}`;
        const open = () => choose(spot);
        return (
          <g
            key={spot.key} class="spot" role="button" tabindex={isNamed ? 0 : -1} aria-label={label} aria-pressed={chosen?.key === spot.key} onClick={open}
            onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); open(); } }}
          >
            <title>{label}</title>
            <circle cx={x} cy={y} r={Math.max(11, reachOf(spot, size))} class="spot-room" />
            <Mark spot={spot} x={x} y={y} size={size} />
          </g>
        );
      })}
      <g aria-hidden="true" class="spot-labels">
        {named.map(({ spot, x, y }, number) => isFree[number] && x + reachOf(spot, size) + 4 + labelWidth(spot) < width && (
          <text key={spot.key} x={x + reachOf(spot, size) + 4} y={y + 4} class="spot-label">{spot.label}{spot.count > 1 && <tspan class="spot-count"> {grouped(spot.count)}</tspan>}</text>
        ))}
      </g>
    </g>
  );
}

/** A dot cut by kind where the place is a point; a ring around nothing where it is an area. */
function Mark({ spot, x, y, size }: { spot: Spot; x: number; y: number; size: number }) {
  const radius = size * dotOf(spot.count);
  const ring = size * ringOf(spot.area);
  if (ring > 0) return <circle cx={x} cy={y} r={ring} class="spot-ring" data-kind={spot.kinds[0]?.kind} />;
  if (spot.kinds.length === 1) return <circle cx={x} cy={y} r={radius} class="spot-dot" data-kind={spot.kinds[0]!.kind} />;
  let turn = -Math.PI / 2;
  return (
    <g>
      {spot.kinds.map((one) => {
        const start = turn;
        turn += (2 * Math.PI * one.count) / spot.count;
        const isWide = turn - start > Math.PI ? 1 : 0;
        return <path key={one.kind} data-kind={one.kind} class="spot-dot" d={`M${x} ${y}L${x + radius * Math.cos(start)} ${y + radius * Math.sin(start)}A${radius} ${radius} 0 ${isWide} 1 ${x + radius * Math.cos(turn)} ${y + radius * Math.sin(turn)}Z`} />;
      })}
    </g>
  );
}

const PRECISIONS: Record<Spot["area"], string> = { point: "", admin: "; somewhere in this district or province", country: "; somewhere in this country", region: "; somewhere in this region", unsaid: "" };

function PlaceList({ spots, unplaced, choose }: { spots: readonly Spot[]; unplaced: number; choose: (spot: Spot) => void }) {
  const [isWhole, setWhole] = useState(false);
  if (spots.length === 0) return <Empty title="No place on the map"><p>No record of this selection has a place that the gazetteer knows.{unplaced > 0 && " They are listed below."}</p></Empty>;
  return (
    <section>
      <h2>Places</h2>
      <ul class="place-list">
        {spots.slice(0, isWhole ? 1000 : 15).map((spot) => <li key={spot.key}><button type="button" class="plain" onClick={() => choose(spot)}><bdi>{spot.label}</bdi><span class="number faint">{grouped(spot.count)}</span></button></li>)}
      </ul>
      {!isWhole && spots.length > 15 && <button type="button" onClick={() => setWhole(true)}>All {grouped(spots.length)} places</button>}
    </section>
  );
}

function OneSpot({ route, spot, onClose }: { route: Route; spot: Spot; onClose: () => void }) {
  const near = 0.0006;
  const bbox = [spot.longitude - near, spot.latitude - near, spot.longitude + near, spot.latitude + near].map((value) => value.toFixed(5)).join(",");
  const kinds = route.selection.kind.length > 0 ? route.selection.kind : spot.kinds.map((one) => one.kind);
  const loaded = useAnswer<Page<RecordShown>>(asking("/records", { ...route.selection, kind: kinds, bbox }, { limit: 25 }));
  return (
    <section aria-live="polite">
      <div class="dialog-head"><h2><bdi>{spot.label}</bdi></h2><button type="button" class="plain" aria-label="Back to all places" onClick={onClose}>×</button></div>
      <p class="small soft">{spot.kinds.map((one) => held(one.kind as Kind, one.count)).join(", ")}{PRECISIONS[spot.area]}</p>
      <Answered loaded={loaded} what="records of this place">
        {(page) => (
          <>
            <div class="cards">{page.items.map((record) => <RecordCard key={record.id} record={record} route={route} />)}</div>
            {page.next !== null && <p class="small soft">The newest {page.items.length} are shown.</p>}
          </>
        )}
      </Answered>
    </section>
  );
}

function Legend({ spots }: { spots: readonly Spot[] }) {
  const kinds = [...new Set(spots.flatMap((spot) => spot.kinds.map((one) => one.kind)))];
  return (
    <ul class="legend" aria-label="Legend">
      {kinds.map((kind) => <li key={kind} data-kind={kind}><svg width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5" class="spot-dot" /></svg>{KIND_NAMES[kind as Kind] ?? kind}</li>)}
      <li data-kind="actors"><svg width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="5" class="spot-dot" /></svg>a town or a building; larger for more records</li>
      <li data-kind="actors"><svg width="22" height="22" aria-hidden="true"><circle cx="11" cy="11" r="9" class="spot-ring" /></svg>somewhere in a province, a country, a region</li>
      <li><svg width="24" height="10" aria-hidden="true"><path d="M0 5H24" class="border border-disputed" /></svg>disputed border</li>
    </ul>
  );
}

/** About as wide as its name and number are drawn. */
function labelWidth(spot: Spot): number {
  return spot.label.length * 7.2 + (spot.count > 1 ? 8 + String(spot.count).length * 7 : 0);
}

function reachOf(spot: Spot, size: number): number {
  return size * (ringOf(spot.area) || dotOf(spot.count));
}

function moved(look: Look, projection: ReturnType<typeof geoEqualEarth>, x: number, y: number): Look {
  const at = projection.invert?.([x, y]);
  if (!at || !Number.isFinite(at[0]) || Math.abs(at[0]) > 180 || Math.abs(at[1]) > 88) return look;
  return { ...look, longitude: at[0], latitude: at[1] };
}
