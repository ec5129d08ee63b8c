import { describe, expect, it } from "vitest";

import { bandOf, highestOf, scopeOf, spread } from "./bands";

const figure = (low: number | null, best: number | null, high: number | null, bound: string | null) => ({ low, best, high, bound });

describe("the band of a figure", () => {
  it("lies between two bounds", () => {
    expect(bandOf(figure(20, null, 30, "between"))).toEqual({ low: 20, high: 30, at: 20, opens: "none" });
  });

  it("is a point for an exact figure, nought too", () => {
    expect(bandOf(figure(0, 0, 0, "exactly"))).toEqual({ low: 0, high: 0, at: 0, opens: "none" });
  });

  it("is open upward for a lower bound", () => {
    expect(bandOf(figure(12, null, null, "at_least"))).toEqual({ low: 12, high: null, at: 12, opens: "up" });
    expect(bandOf(figure(30, null, null, "more_than")).opens).toBe("up");
  });

  it("is open downward for an upper bound", () => {
    expect(bandOf(figure(null, null, 40, "up_to"))).toEqual({ low: null, high: 40, at: 40, opens: "down" });
    expect(bandOf(figure(null, null, 40, "fewer_than")).opens).toBe("down");
  });

  it("has no place for a figure without a number", () => {
    expect(bandOf(figure(null, null, null, "vague"))).toEqual({ low: null, high: null, at: null, opens: "none" });
  });
});

describe("a chart of figures", () => {
  it("has room for the highest bound and for the reading", () => {
    expect(highestOf([{ ...figure(1, null, null, "at_least"), value: 7 }, { ...figure(2, 3, 5, "about"), value: null }])).toBe(7);
    expect(highestOf([])).toBe(0);
  });

  it("tells what a figure counts", () => {
    expect([scopeOf({ scope: "total" }), scopeOf({ scope: "increment" }), scopeOf({ scope: "part" }), scopeOf({ scope: null })]).toEqual(["total", "increment", "part", "unsaid"]);
  });
});

describe("labels", () => {
  it("keep their distance and their order", () => {
    const placed = spread([50, 52, 51], 10, 0, 200);
    expect(placed[0]! < placed[2]! && placed[2]! < placed[1]!).toBe(true);
    expect(placed[2]! - placed[0]!).toBeGreaterThanOrEqual(10);
    expect(placed[1]! - placed[2]!).toBeGreaterThanOrEqual(10);
  });

  it("stay inside", () => {
    const placed = spread([98, 99, 100], 10, 0, 100);
    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
    expect(placed).toEqual([80, 90, 100]);
  });

  it("stay where they are when they are far apart", () => {
    expect(spread([10, 60], 10, 0, 100)).toEqual([10, 60]);
  });
});
