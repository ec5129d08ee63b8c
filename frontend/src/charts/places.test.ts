import { describe, expect, it } from "vitest";

import type { Feature } from "../types";
import { DISPUTED_BORDERS, isDisputed, keyOf } from "./disputed";
import { areaOf, dotOf, freeLabels, lookAt, lookOf, ringOf, spotsOf, wordsOfLook } from "./places";

function feature(label: string, latitude: number, longitude: number, kind: string, count: number, precision: string | null = "settlement"): Feature {
  return { id: `${kind}:${label}`, latitude, longitude, precision, label, kind, count, records: [`r1:${kind[0]}${count}`] };
}

describe("places", () => {
  it("put records of the same spot together, the fullest first", () => {
    const spots = spotsOf([feature("Port Lessen", 1.5, 2.5, "events", 2), feature("Dalmora", 3, 4, "events", 4), feature("Port Lessen", 1.5, 2.5, "figures", 3), feature("PORT LESSEN", 1.5, 2.5, "events", 1)]);
    expect(spots.map((spot) => [spot.label, spot.count])).toEqual([["Port Lessen", 6], ["Dalmora", 4]]);
    expect(spots[0]!.kinds.map((one) => [one.kind, one.count])).toEqual([["events", 3], ["figures", 3]]);
  });

  it("are a dot where they are a point and a ring where they are an area", () => {
    expect(ringOf(areaOf("settlement"))).toBe(0);
    expect(ringOf(areaOf("facility"))).toBe(0);
    expect(ringOf(areaOf("admin1"))).toBeLessThan(ringOf(areaOf("country")));
    expect(ringOf(areaOf("country"))).toBeLessThan(ringOf(areaOf("region")));
    expect(areaOf(null)).toBe("unsaid");
  });

  it("grow with their records, but not without end", () => {
    expect(dotOf(9)).toBeGreaterThan(dotOf(4));
    expect(dotOf(100_000)).toBe(15);
  });

  it("name the fuller place where two names would meet", () => {
    const box = (x: number) => ({ x, y: 0, width: 50, height: 16 });
    expect(freeLabels([box(0), box(20), box(80)])).toEqual([true, false, true]);
  });
});

describe("where the map looks", () => {
  it("goes into the address and comes back", () => {
    expect(lookOf(wordsOfLook({ longitude: 6.1, latitude: 46.2, zoom: 4 }))).toEqual({ longitude: 6.1, latitude: 46.2, zoom: 4 });
    expect(wordsOfLook({ longitude: 0, latitude: 0, zoom: 1 })).toBe("");
    expect(lookOf("")).toBeNull();
    expect(lookOf("400,0,1")).toBeNull();
    expect(lookOf("1,2,9999")?.zoom).toBe(60);
  });

  it("has all places in view", () => {
    expect(lookAt([])).toEqual({ longitude: 0, latitude: 0, zoom: 1 });
    expect(lookAt([{ latitude: 10, longitude: -170 }, { latitude: 0, longitude: 170 }]).zoom).toBe(1);
    expect(lookAt([{ latitude: 40, longitude: 0 }, { latitude: 50, longitude: 20 }])).toMatchObject({ longitude: 10, latitude: 45, zoom: 8 });
  });
});

describe("disputed borders", () => {
  const country = (id: string) => ({ id, properties: { name: "" } });

  it("are dashed in either direction", () => {
    for (const { one, other } of DISPUTED_BORDERS) {
      expect(isDisputed(country(one), country(other))).toBe(true);
      expect(isDisputed(country(other), country(one))).toBe(true);
    }
    expect(isDisputed(country("250"), country("276"))).toBe(false);
  });

  it("know territories without a code by their name", () => {
    expect(keyOf({ properties: { name: "Somaliland" } })).toBe("Somaliland");
    expect(isDisputed({ properties: { name: "Somaliland" } }, country("706"))).toBe(true);
    expect(isDisputed(country("732"), country("504"))).toBe(true);
  });

  it("are each listed once, with three-digit codes", () => {
    const pairs = DISPUTED_BORDERS.map(({ one, other }) => [one, other].sort().join("-"));
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(pairs.every((pair) => /^\d{3}-\d{3}$/.test(pair))).toBe(true);
  });
});
