/** Network: who acts on whom, or who speaks of whom, at rest; the same as lists. */

import { useMemo, useRef, useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import type { ViewProps } from "../app";
import { type Box, isFree } from "../charts/places";
import { layoutOf, MOST_NODES, pathOf, type Layout, type PlacedNode, type Tie } from "../charts/network-layout";
import { savePng, saveSvg } from "../charts/picture";
import { useWidth } from "../charts/use-width";
import { Advice, Answered, Empty } from "../components/state";
import { Told } from "../components/told";
import { go, type Route } from "../route";
import { toggled } from "../selection";
import type { Network as NetworkShown } from "../types";
import { counted, country, grouped, inWords } from "../words";

import "./network.css";

const LAYERS = {
  acts: { name: "Who acts on whom", verb: "acts on", said: "is said to act on", about: "What reports tell as done by one actor to another; dashed where only somebody's word stands for it. Plans, threats and what did not happen are left out." },
  speaks: { name: "Who speaks of whom", verb: "speaks of", said: "speaks of", about: "Who is quoted or cited on whom, or addresses whom." },
} as const;
type Layer = keyof typeof LAYERS;

export default function Network({ route }: ViewProps) {
  const layer: Layer = route.own["layer"] === "speaks" ? "speaks" : "acts";
  const loaded = useAnswer<NetworkShown>(asking("/network", route.selection, { layer }));
  return (
    <>
      <div class="view-head">
        <h1>Network</h1>
        <div class="view-tools no-print">
          <span class="choice" role="group" aria-label="Layer">
            {(Object.keys(LAYERS) as Layer[]).map((one) => (
              <button key={one} type="button" aria-pressed={layer === one} onClick={() => go({ ...route, own: { layer: one === "acts" ? "" : one } })}>{LAYERS[one].name}</button>
            ))}
          </span>
        </div>
      </div>
      <Answered loaded={loaded} what="the network">
        {(network) => network.edges.length === 0
          ? <Empty title={layer === "acts" ? "Nobody acts on anybody here" : "Nobody speaks of anybody here"}><p>An edge needs two actors in one record. <Advice selection={route.selection} />, or look at the other layer.</p></Empty>
          : <Drawing key={layer} route={route} layer={layer} network={network} />}
      </Answered>
    </>
  );
}

function Drawing({ route, layer, network }: { route: Route; layer: Layer; network: NetworkShown }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const drawing = useRef<SVGSVGElement>(null);
  const [failed, setFailed] = useState("");
  const height = heightFor(width, network.nodes.length);
  const layout = useMemo(() => (width > 0 ? layoutOf(network, width, height, mostFor(width)) : null), [network, width, height]);
  const [near, setNear] = useState<string | null>(null);
  const chosen = layout?.nodes.find((node) => node.id === route.own["node"]) ?? null;
  const choose = (node: PlacedNode | null) => go({ ...route, own: { ...route.own, node: node?.id ?? "" } }, { quiet: true });
  const name = `onrecord-network-${layer}`;
  return (
    <>
      <p class="small soft network-about">{LAYERS[layer].about}</p>
      <p class="row no-print network-tools">
        <button type="button" onClick={() => drawing.current && saveSvg(drawing.current, name)}>Picture (SVG)</button>
        <button type="button" onClick={() => drawing.current && savePng(drawing.current, name).then(() => setFailed(""), () => setFailed("The PNG could not be made; the SVG can."))}>Picture (PNG)</button>
        <a class="button" href={asking("/export", route.selection, { as: "graphml" })} download>GraphML</a>
        {failed && <span class="small" role="alert">{failed}</span>}
      </p>
      <div class="network-view">
        <div class="network-main">
          <div class="network-frame" ref={frame}>
            {layout !== null && <Chart drawing={drawing} layout={layout} layer={layer} width={width} height={height} near={near ?? chosen?.id ?? null} chosen={chosen} setNear={setNear} choose={choose} />}
          </div>
          {layout !== null && <p class="small soft">{told(layout, network)}</p>}
          <Legend layer={layer} />
        </div>
        {layout !== null && <Side route={route} layer={layer} layout={layout} chosen={chosen} choose={choose} />}
      </div>
      {layout !== null && <Lists route={route} layer={layer} layout={layout} />}
    </>
  );
}

function told(layout: Layout, network: NetworkShown): string {
  const shown = `${counted(layout.nodes.length, "actor")} and ${counted(layout.ties.length, "tie")} are drawn`;
  const left = [
    layout.nodesLeftOut > 0 ? `${counted(layout.nodesLeftOut, "actor")} with fewer records` : "",
    network.left_out > 0 ? `${counted(network.left_out, "edge")} of less weight` : "",
  ].filter(Boolean);
  return left.length === 0 ? `${shown}; none is left out.` : `${shown}; ${left.join(" and ")} left out. Narrow the selection to see them.`;
}

function Chart({ drawing, layout, layer, width, height, near, chosen, setNear, choose }: {
  drawing: { current: SVGSVGElement | null }; layout: Layout; layer: Layer; width: number; height: number; near: string | null;
  chosen: PlacedNode | null; setNear: (id: string | null) => void; choose: (node: PlacedNode | null) => void;
}) {
  const heaviest = Math.max(1, ...layout.ties.map((tie) => tie.weight));
  const beside = new Set(near === null ? [] : layout.ties.filter((tie) => tie.source.id === near || tie.target.id === near).flatMap((tie) => [tie.source.id, tie.target.id]));
  const isFar = (id: string) => near !== null && id !== near && !beside.has(id);
  const names = namesOf(layout, width);
  return (
    <svg ref={drawing} width={width} height={height} viewBox={`0 0 ${width} ${height}`} class="network" data-kind={layer === "acts" ? "events" : "statements"} role="group" aria-label={`Network of ${counted(layout.nodes.length, "actor")}; the same is in the lists below`}>
      <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L8 4L0 7.5Z" class="tip" /></marker>
      </defs>
      <g aria-hidden="true">
        {layout.ties.map((tie) => {
          const isNear = near !== null && (tie.source.id === near || tie.target.id === near);
          return <path key={`${tie.source.id}>${tie.target.id}`} d={pathOf(tie)} class={`tie${isNear ? " tie-near" : near === null ? "" : " tie-far"}${layer === "acts" && tie.isAttributed ? " tie-said" : ""}`} stroke-width={1 + 3 * Math.sqrt(tie.weight / heaviest) - 0.5} marker-end="url(#tip)"><title>{tieInWords(tie, layer)}</title></path>;
        })}
      </g>
      {layout.nodes.map((node, number) => (
        <g
          key={node.id} class={isFar(node.id) ? "node node-far" : "node"} role="button" tabindex={0} aria-pressed={chosen?.id === node.id} aria-label={spoken(node, layout, layer)}
          onMouseEnter={() => setNear(node.id)} onMouseLeave={() => setNear(null)} onFocus={() => setNear(node.id)} onBlur={() => setNear(null)}
          onClick={() => choose(chosen?.id === node.id ? null : node)} onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(chosen?.id === node.id ? null : node); } }}
        >
          <title>{spoken(node, layout, layer)}</title>
          <circle cx={node.x} cy={node.y} r={node.radius + 4} class="node-room" />
          <NodeShape kind={node.kind} x={node.x} y={node.y} radius={node.radius} />
          {(names[number]!.isFree || node.id === near || beside.has(node.id)) && <text x={names[number]!.x} y={names[number]!.y} class="node-name">{names[number]!.words}</text>}
        </g>
      ))}
    </svg>
  );
}

/** People are round, organizations square, countries and governments on their point. */
function NodeShape({ kind, x, y, radius: r }: { kind: string | null; x: number; y: number; radius: number }) {
  if (kind === "organization" || kind === "armed_group" || kind === "publisher") return <rect class="node-shape" x={x - r * 0.88} y={y - r * 0.88} width={r * 1.76} height={r * 1.76} rx="2" />;
  if (kind === "country" || kind === "government") return <path class="node-shape" d={`M${x} ${y - r * 1.15}L${x + r * 1.15} ${y}L${x} ${y + r * 1.15}L${x - r * 1.15} ${y}Z`} />;
  return <circle class="node-shape" cx={x} cy={y} r={r} />;
}

function Legend({ layer }: { layer: Layer }) {
  return (
    <ul class="legend network" aria-label="Legend" data-kind={layer === "acts" ? "events" : "statements"}>
      <li><svg width="16" height="16" aria-hidden="true"><NodeShape kind="person" x={8} y={8} radius={6} /></svg>people</li>
      <li><svg width="16" height="16" aria-hidden="true"><NodeShape kind="organization" x={8} y={8} radius={6.5} /></svg>organizations</li>
      <li><svg width="16" height="16" aria-hidden="true"><NodeShape kind="country" x={8} y={8} radius={6} /></svg>countries and governments</li>
      <li><svg width="34" height="12" aria-hidden="true"><path d="M1 6H26" class="tie" stroke-width="2" /><path d="M26 2L33 6L26 10Z" class="tip" /></svg>{LAYERS[layer].verb}; wider for more records</li>
      {layer === "acts" && <li><svg width="34" height="12" aria-hidden="true"><path d="M1 6H26" class="tie tie-said" stroke-width="2" /><path d="M26 2L33 6L26 10Z" class="tip" /></svg>on somebody's word alone</li>}
    </ul>
  );
}

function Side({ route, layer, layout, chosen, choose }: { route: Route; layer: Layer; layout: Layout; chosen: PlacedNode | null; choose: (node: PlacedNode | null) => void }) {
  if (chosen === null) {
    return (
      <aside class="network-side">
        <h2>Heaviest ties</h2>
        <ol>{layout.ties.slice(0, 12).map((tie) => <TieRow key={`${tie.source.id}>${tie.target.id}`} tie={tie} layer={layer} route={route} />)}</ol>
        <p class="small soft">Choose an actor to see its ties alone.</p>
      </aside>
    );
  }
  const own = layout.ties.filter((tie) => tie.source.id === chosen.id || tie.target.id === chosen.id);
  const selected = chosen.id.includes(":") ? chosen.label : chosen.id;
  return (
    <aside class="network-side" aria-live="polite">
      <div class="dialog-head"><h2><bdi>{chosen.label}</bdi></h2><button type="button" class="plain" aria-label="Back to all ties" onClick={() => choose(null)}>×</button></div>
      <p class="small soft">{[chosen.kind ? inWords(chosen.kind) : "", chosen.country ? country(chosen.country) : "", counted(chosen.weight, "record")].filter(Boolean).join(", ")}</p>
      <ol>{own.map((tie) => <TieRow key={`${tie.source.id}>${tie.target.id}`} tie={tie} layer={layer} route={route} />)}</ol>
      {!route.selection.actor.includes(selected) && <button type="button" onClick={() => go({ ...route, own: { ...route.own, node: "" }, selection: toggled(route.selection, "actor", selected) })}>Only records with this actor</button>}
    </aside>
  );
}

function TieRow({ tie, layer, route }: { tie: Tie; layer: Layer; route: Route }) {
  return (
    <li class="tie-row">
      <p><bdi class="said-by">{tie.source.label}</bdi> <span class="soft">{verbOf(tie, layer)}</span> <bdi class="said-by">{tie.target.label}</bdi></p>
      <p class="small soft">{tie.types.map((one) => typeInWords(one, layer)).join(", ")}</p>
      <Told route={route} records={tie.records} />
    </li>
  );
}

function Lists({ route, layer, layout }: { route: Route; layer: Layer; layout: Layout }) {
  return (
    <div class="network-lists">
      <details class="as-list">
        <summary>All {counted(layout.nodes.length, "actor")} as a table</summary>
        <div class="table-room" tabIndex={0} role="region" aria-label="Actors">
          <table>
            <thead><tr><th scope="col">Actor</th><th scope="col">Kind</th><th scope="col">Country</th><th scope="col">Records</th></tr></thead>
            <tbody>{layout.nodes.map((node) => <tr key={node.id}><td><bdi>{node.label}</bdi></td><td>{node.kind ? inWords(node.kind) : ""}</td><td>{node.country ? country(node.country) : ""}</td><td class="number">{grouped(node.weight)}</td></tr>)}</tbody>
          </table>
        </div>
      </details>
      <details class="as-list">
        <summary>All {counted(layout.ties.length, "tie")} as a list</summary>
        <ol class="tie-list">{layout.ties.map((tie) => <TieRow key={`${tie.source.id}>${tie.target.id}`} tie={tie} layer={layer} route={route} />)}</ol>
      </details>
    </div>
  );
}

/** What stands on somebody's word alone is said to be so, here as everywhere. */
function verbOf(tie: Tie, layer: Layer): string {
  return tie.isAttributed ? LAYERS[layer].said : LAYERS[layer].verb;
}

function typeInWords({ type, attributed, weight }: Tie["types"][number], layer: Layer): string {
  const told = layer === "acts" && attributed ? ", on somebody's word" : "";
  return `${inWords(type)}${told}${weight > 1 ? ` (${grouped(weight)})` : ""}`;
}

function tieInWords(tie: Tie, layer: Layer): string {
  return `${tie.source.label} ${verbOf(tie, layer)} ${tie.target.label}: ${tie.types.map(({ type, weight }) => `${inWords(type)} ${weight}`).join(", ")}`;
}

function spoken(node: PlacedNode, layout: Layout, layer: Layer): string {
  const out = layout.ties.filter((tie) => tie.source.id === node.id).map((tie) => tie.target.label);
  const into = layout.ties.filter((tie) => tie.target.id === node.id).map((tie) => tie.source.label);
  return [
    `${node.label}${node.kind ? `, ${inWords(node.kind)}` : ""}`,
    out.length > 0 ? `${LAYERS[layer].verb} ${out.join(", ")}` : "",
    into.length > 0 ? `${into.join(", ")} ${layer === "acts" ? (into.length > 1 ? "act on it" : "acts on it") : into.length > 1 ? "speak of it" : "speaks of it"}` : "",
  ].filter(Boolean).join("; ");
}

/** A phone has room for fewer actors. */
function mostFor(width: number): number {
  return width < 560 ? 28 : MOST_NODES;
}

function heightFor(width: number, actors: number): number {
  const wanted = 260 + Math.min(actors, mostFor(width)) * (width < 560 ? 13 : 11);
  return Math.round(Math.max(420, Math.min(width < 560 ? 680 : 720, wanted)));
}

/** Names inside the frame, below their actor or else above; where both would cover another, that of the heavier one is drawn. */
function namesOf(layout: Layout, width: number): { words: string; x: number; y: number; isFree: boolean }[] {
  const kept: Box[] = [];
  return layout.nodes.map((node) => {
    const words = clipped(node.label, width < 560 ? 18 : 28);
    const half = words.length * 2.95 + 2;
    const x = Math.max(half + 2, Math.min(width - half - 2, node.x));
    const places = [node.y + node.radius + 13, node.y - node.radius - 5];
    const free = places.find((y) => isFree({ x: x - half, y: y - 10, width: 2 * half, height: 12 }, kept));
    if (free !== undefined) kept.push({ x: x - half, y: free - 10, width: 2 * half, height: 12 });
    return { words, x, y: free ?? places[0]!, isFree: free !== undefined };
  });
}

function clipped(words: string, most: number): string {
  const characters = [...words];
  return characters.length <= most ? words : `${characters.slice(0, most - 1).join("")}…`;
}
