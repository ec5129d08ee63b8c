import { describe, expect, it } from "vitest";

import type { Network } from "../types";
import { layoutOf, pathOf } from "./network-layout";

function network(actors: number): Network {
  const nodes = Array.from({ length: actors }, (_, number) => ({ id: String(number), label: `actor ${number}`, kind: "person", country: null, weight: actors - number }));
  const edges = nodes.slice(1).map((node, number) => ({ source: String(Math.floor(number / 3)), target: node.id, type: "AID", attributed: false, weight: 1, records: [`r1:e${number}`] }));
  return { nodes, edges, left_out: 0 };
}

describe("the layout of a network", () => {
  it("is the same each time", () => {
    expect(layoutOf(network(30), 800, 500)).toEqual(layoutOf(network(30), 800, 500));
  });

  it("stays in its frame and keeps actors apart", () => {
    const { nodes } = layoutOf(network(40), 800, 500);
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x).toBeLessThanOrEqual(800);
      expect(node.y).toBeGreaterThanOrEqual(0);
      expect(node.y).toBeLessThanOrEqual(500);
    }
    const gaps = nodes.flatMap((one, number) => nodes.slice(number + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)));
    expect(Math.min(...gaps)).toBeGreaterThan(12);
  });

  it("tells how many actors it leaves out, and keeps the heaviest", () => {
    const layout = layoutOf(network(100), 800, 500, 20);
    expect(layout.nodesLeftOut).toBe(80);
    expect(layout.nodes.map((node) => node.id)).toContain("0");
    expect(layout.ties.every((tie) => Number(tie.source.id) < 20 && Number(tie.target.id) < 20)).toBe(true);
  });

  it("joins what passes between the same two", () => {
    const two: Network = {
      nodes: [{ id: "1", label: "one", kind: null, country: null, weight: 4 }, { id: "2", label: "other", kind: null, country: null, weight: 4 }],
      edges: [
        { source: "1", target: "2", type: "AID", attributed: false, weight: 2, records: ["r1:e1", "r1:e2"] }, { source: "1", target: "2", type: "CONSULT", attributed: true, weight: 1, records: ["r1:e2"] },
        { source: "2", target: "1", type: "AID", attributed: false, weight: 1, records: ["r1:e3"] },
      ],
      left_out: 0,
    };
    const { ties } = layoutOf(two, 400, 300);
    expect(ties.map((tie) => [tie.source.id, tie.weight, tie.isMutual])).toEqual([["1", 3, true], ["2", 1, true]]);
    expect(ties[0]!.records).toEqual(["r1:e1", "r1:e2"]);
    expect(pathOf(ties[0]!)).toContain("Q");
  });

  it("has a place for one actor alone", () => {
    expect(layoutOf({ ...network(1), edges: [] }, 400, 300).nodes[0]).toMatchObject({ x: 200 });
  });
});
