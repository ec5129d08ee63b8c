import { describe, expect, it } from "vitest";

import type { RecordShown } from "../types";
import { denseExtentOf, extentOf, MARK, packed, tellingOf } from "./lanes";
import { dayNumber, isoOf, linear } from "./scale";

const START = dayNumber("2021-05-01")!;

function record(id: string, from: number, to = from, more: Partial<RecordShown> = {}): RecordShown {
  return {
    id: `r1:${id}`, kind: "events", local: id, state: "machine", label: id, type: "AID", modality: "actual", polarity: "positive",
    attributed: false, day: isoOf(START + from), day_end: isoOf(START + to), published: null, country: null, place: null, latitude: null,
    longitude: null, low: null, best: null, high: null, bound: null, unit: null, scope: null, span: { start: 0, end: 1, text: id },
    report: { id: "r1", title: null, outlet: null }, participants: [], ...more,
  };
}

describe("a lane", () => {
  const scale = linear([START, START + 10], [0, 1000]);

  it("puts records of one day into rows of their own", () => {
    const found = packed([record("e1", 1), record("e2", 1), record("e3", 5)], scale, () => "a ship came");
    expect(found.rows).toBe(2);
    expect(found.items!.map((item) => item.row)).toEqual([0, 1, 0]);
    expect(found.items![0]!.label).toBe("a ship came");
  });

  it("draws a day as a mark and what lasts as a bar", () => {
    const found = packed([record("e1", 1), record("e2", 2, 5)], scale, () => "");
    expect(found.items!.map((item) => item.width)).toEqual([MARK, 396]);
  });

  it("counts by week or month where records would crowd", () => {
    const many = Array.from({ length: 400 }, (_, number) => record(`e${number}`, number % 60));
    const near = packed(many, linear([START, START + 60], [0, 400]), () => "a ship came");
    expect(near.items).toBeNull();
    expect(near.buckets!.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(400);
    expect(near.buckets![1]!.from).toBe("2021-05-03");
    const far = packed(many, linear([START - 2000, START + 60], [0, 800]), () => "a ship came");
    expect(far.buckets!.map((bucket) => bucket.from)).toEqual(["2021-05-01", "2021-06-01"]);
    expect(far.buckets![0]!.kinds).toEqual({ events: far.buckets![0]!.count });
  });

  it("leaves out what has no day", () => {
    expect(packed([record("e1", 1, 1, { day: null, day_end: null })], scale, () => "").items).toEqual([]);
  });

  it("has room for 20,000 records", () => {
    const many = Array.from({ length: 20_000 }, (_, number) => record(`e${number}`, number % 900));
    const found = packed(many, linear([START, START + 900], [0, 1200]), () => "a ship came");
    expect(found.rows).toBe(3);
    expect(found.buckets!.length).toBeLessThan(140);
    expect(found.buckets!.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(20_000);
  });
});

describe("how a record is told", () => {
  it("is plain, attributed, or not so (yet)", () => {
    expect(tellingOf({ modality: "actual", attributed: false })).toBe("plain");
    expect(tellingOf({ modality: null, attributed: true })).toBe("attributed");
    expect(tellingOf({ modality: "threatened", attributed: false })).toBe("unreal");
    expect(tellingOf({ modality: "planned", attributed: true })).toBe("unreal");
  });
});

describe("the days of records", () => {
  it("go from the first to the last", () => {
    expect(extentOf([record("e1", 4), record("e2", 1, 9)])).toEqual([START + 1, START + 9]);
    expect(extentOf([])).toBeNull();
  });

  it("leave out what lies far off", () => {
    const close = Array.from({ length: 60 }, (_, number) => record(`e${number}`, number % 6));
    expect(denseExtentOf([...close, record("old", -9000)])).toEqual([START, START + 5]);
    expect(denseExtentOf(close)).toEqual([START, START + 5]);
  });
});
