/** A network at rest: actors placed by forces until nothing moves, the same way each time. */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";

import type { Edge, Network, Node } from "../types";

export interface PlacedNode extends Node { x: number; y: number; radius: number }
/** All that passes from one actor to another, in one line. */
export interface Tie { source: PlacedNode; target: PlacedNode; weight: number; types: { type: string; attributed: boolean; weight: number }[]; /** Told on somebody's word alone, in no publisher's own voice. */ isAttributed: boolean; records: string[]; isMutual: boolean }
export interface Layout { nodes: PlacedNode[]; ties: Tie[]; nodesLeftOut: number }

export const MOST_NODES = 70;
/** With a decay of 0.045 the forces have died down after so many steps. */
const TICKS = 150;
const DECAY = 0.045;

interface Moving extends SimulationNodeDatum { id: string; radius: number; room: number }

/** The layout of the heaviest actors in a frame of this size, with room for their names. */
export function layoutOf(network: Network, width: number, height: number, most = MOST_NODES): Layout {
  const kept = heaviestOf(network, most);
  const heaviest = Math.max(1, ...kept.map((node) => node.weight));
  const narrow = width < 560;
  const moving: Moving[] = kept.map((node) => {
    const radius = 5 + 9 * Math.sqrt(node.weight / heaviest);
    return { id: node.id, radius, room: radius + (narrow ? 12 : Math.min(46, 10 + node.label.length * 1.6)) };
  });
  const ids = new Set(kept.map((node) => node.id));
  const edges = network.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target) && edge.source !== edge.target);
  const pairs = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = `${edge.source}>${edge.target}`;
    pairs.set(key, [...(pairs.get(key) ?? []), edge]);
  }
  const links = [...pairs.values()].map((together) => ({ source: together[0]!.source, target: together[0]!.target, weight: sumOf(together) }));
  const pull = 0.09 * Math.sqrt(30 / Math.max(8, kept.length));
  const stillness = forceSimulation(moving)
    .alphaDecay(DECAY)
    .force("links", forceLink<Moving, (typeof links)[number] & { source: string; target: string }>(links as never).id((node) => node.id).distance(narrow ? 52 : 92).strength(0.5))
    .force("apart", forceManyBody().strength(narrow ? -130 : -260))
    .force("room", forceCollide<Moving>((node) => node.room).strength(0.9))
    // The frame is wider than high: what flies apart goes sideways first.
    .force("x", forceX(0).strength(pull * (height / width)))
    .force("y", forceY(0).strength(pull * 1.6))
    .stop();
  stillness.tick(TICKS);
  const nodes = fitted(kept, moving, width, height);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ties = [...pairs.entries()].map(([key, together]) => {
    const [source = "", target = ""] = key.split(">");
    return {
      source: byId.get(source)!, target: byId.get(target)!, weight: sumOf(together),
      types: together.map(({ type, attributed, weight }) => ({ type, attributed, weight })), isAttributed: together.every((edge) => edge.attributed), records: [...new Set(together.flatMap((edge) => edge.records))],
      isMutual: pairs.has(`${target}>${source}`),
    };
  });
  return { nodes, ties: ties.sort((left, right) => right.weight - left.weight), nodesLeftOut: network.nodes.length - kept.length };
}

/** The heaviest actors; those whose every tie goes to one that is left out are left out too. */
function heaviestOf(network: Network, most: number): Node[] {
  const first = network.nodes.slice(0, most);
  const ids = new Set(first.map((node) => node.id));
  const tied = new Set(network.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)).flatMap((edge) => [edge.source, edge.target]));
  return first.filter((node) => tied.has(node.id) || first.length === 1);
}

function sumOf(edges: readonly Edge[]): number {
  return edges.reduce((sum, edge) => sum + edge.weight, 0);
}

/** Places stretched into the frame; a single actor stands in its middle. */
function fitted(nodes: readonly Node[], moving: readonly Moving[], width: number, height: number): PlacedNode[] {
  const aside = width < 560 ? 46 : 86;
  const xs = moving.map((one) => one.x ?? 0);
  const ys = moving.map((one) => one.y ?? 0);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const place = (value: number, from: number, to: number, start: number, end: number) => (to - from < 1 ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start));
  return nodes.map((node, number) => ({
    ...node,
    radius: moving[number]!.radius,
    x: round(place(xs[number]!, left, right, aside, width - aside)),
    y: round(place(ys[number]!, top, bottom, 26, height - 34)),
  }));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A line from rim to rim; one of a pair bends, so that the way back does not cover it. */
export function pathOf({ source, target, isMutual }: Pick<Tie, "source" | "target" | "isMutual">): string {
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  const [ux, uy] = [dx / length, dy / length];
  const bend = isMutual ? Math.min(26, length * 0.18) : 0;
  const [mx, my] = [(source.x + target.x) / 2 - uy * bend, (source.y + target.y) / 2 + ux * bend];
  const start = [source.x + ux * (source.radius + 1), source.y + uy * (source.radius + 1)].map(round);
  const end = [target.x - ux * (target.radius + 6), target.y - uy * (target.radius + 6)].map(round);
  return bend === 0 ? `M${start[0]} ${start[1]}L${end[0]} ${end[1]}` : `M${start[0]} ${start[1]}Q${round(mx)} ${round(my)} ${end[0]} ${end[1]}`;
}
