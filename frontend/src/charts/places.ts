/** Places of the map: records of one spot together, and how exactly the spot is known. */

import type { Feature } from "../types";

export interface Spot {
  key: string; label: string; latitude: number; longitude: number; area: Area; count: number;
  kinds: { kind: string; count: number; records: string[] }[];
}
/** A point is drawn as a dot, an area as a ring whose size says how wide it is. */
export type Area = "point" | "admin" | "country" | "region" | "unsaid";

const RADIUS: Record<Area, number> = { point: 0, admin: 13, country: 22, region: 30, unsaid: 0 };

export function areaOf(precision: string | null): Area {
  switch (precision) {
    case null:
      return "unsaid";
    case "country":
      return "country";
    case "settlement": case "facility":
      return "point";
    default:
      return precision.startsWith("admin") ? "admin" : "region";
  }
}

export function ringOf(area: Area): number {
  return RADIUS[area];
}

/** Features of the same place together, the fullest first, so that smaller ones are drawn over them. */
export function spotsOf(features: readonly Feature[]): Spot[] {
  const found = new Map<string, Spot>();
  for (const feature of features) {
    const key = `${feature.latitude.toFixed(3)},${feature.longitude.toFixed(3)}`;
    const spot = found.get(key) ?? { key, label: feature.label ?? "a place without a name", latitude: feature.latitude, longitude: feature.longitude, area: areaOf(feature.precision), count: 0, kinds: [] };
    spot.count += feature.count;
    const same = spot.kinds.find((one) => one.kind === feature.kind);
    if (same === undefined) spot.kinds.push({ kind: feature.kind, count: feature.count, records: [...feature.records] });
    else {
      same.count += feature.count;
      same.records.push(...feature.records);
    }
    found.set(key, spot);
  }
  return [...found.values()].sort((left, right) => right.count - left.count || (left.key < right.key ? -1 : 1));
}

/** The dot of a place grows with the number of its records, by area. */
export function dotOf(count: number): number {
  return Math.min(15, 3.2 + 1.5 * Math.sqrt(count));
}

export interface Box { x: number; y: number; width: number; height: number }

/** Whether a box covers none of these. */
export function isFree(box: Box, others: readonly Box[]): boolean {
  return others.every((one) => box.x > one.x + one.width || one.x > box.x + box.width || box.y > one.y + one.height || one.y > box.y + box.height);
}

/** Which labels can be drawn without one covering another; those that come first win. */
export function freeLabels(wanted: readonly Box[]): boolean[] {
  const kept: Box[] = [];
  return wanted.map((box) => {
    const free = isFree(box, kept);
    if (free) kept.push(box);
    return free;
  });
}

export interface Look { longitude: number; latitude: number; zoom: number }

/** Where the map looks, as an address keeps it: longitude, latitude and zoom. */
export function lookOf(words: string): Look | null {
  const [longitude, latitude, zoom] = words.split(",").map(Number);
  if (longitude === undefined || latitude === undefined || zoom === undefined) return null;
  if (![longitude, latitude, zoom].every(Number.isFinite) || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return null;
  return { longitude, latitude, zoom: Math.min(MOST_ZOOM, Math.max(1, zoom)) };
}

export function wordsOfLook({ longitude, latitude, zoom }: Look): string {
  return zoom <= 1.001 && Math.abs(longitude) < 0.01 && Math.abs(latitude) < 0.01 ? "" : `${longitude.toFixed(2)},${latitude.toFixed(2)},${zoom.toFixed(2)}`;
}

export const MOST_ZOOM = 60;

/** The look that has all spots in view; the whole world where there are none or they are far apart. */
export function lookAt(spots: readonly Pick<Spot, "latitude" | "longitude">[]): Look {
  if (spots.length === 0) return { longitude: 0, latitude: 0, zoom: 1 };
  const longitudes = spots.map((one) => one.longitude);
  const latitudes = spots.map((one) => one.latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  // Never so near that the coarse outlines lose their sense.
  const zoom = Math.min(8, 360 / Math.max(1, (east - west) * 1.35), 150 / Math.max(1, (north - south) * 1.35));
  if (zoom < 1.35) return { longitude: 0, latitude: 0, zoom: 1 };
  return { longitude: (west + east) / 2, latitude: (south + north) / 2, zoom };
}
