/** A figure as it is drawn: a band from its lower to its upper bound, open where the source leaves it open. */

import type { Point } from "../types";

export interface Band {
  /** Null where the bound is open or nothing is said. */
  low: number | null;
  high: number | null;
  /** Where the line of the source passes; null for a figure without a number. */
  at: number | null;
  opens: "up" | "down" | "none";
}

const UPWARD = new Set(["at_least", "more_than"]);
const DOWNWARD = new Set(["at_most", "up_to", "less_than", "fewer_than", "nearly"]);

/** The band of a figure; "at least 12" is open upward, "up to 12" downward, "dozens" is as the record bounds it. */
export function bandOf(point: Pick<Point, "low" | "best" | "high" | "bound">): Band {
  const { low, best, high, bound } = point;
  const at = best ?? low ?? high;
  if (bound === "vague" && low === null && high === null) return { low: null, high: null, at: best, opens: "none" };
  const opens = high === null && low !== null && (bound === null || UPWARD.has(bound) || bound === "vague")
    ? "up"
    : low === null && high !== null && (bound === null || DOWNWARD.has(bound) || bound === "vague")
      ? "down"
      : "none";
  return { low: low ?? (opens === "down" ? null : at), high: high ?? (opens === "up" ? null : at), at, opens };
}

/** The highest number that a chart of these figures must have room for. */
export function highestOf(points: readonly Pick<Point, "low" | "best" | "high" | "value">[]): number {
  let highest = 0;
  for (const { low, best, high, value } of points) highest = Math.max(highest, low ?? 0, best ?? 0, high ?? 0, value ?? 0);
  return highest;
}

export type Scope = "total" | "increment" | "part" | "unsaid";

/** Whether a figure counts all so far, what is new, or a part of the whole. */
export function scopeOf(point: Pick<Point, "scope">): Scope {
  if (point.scope === "increment" || point.scope === "part") return point.scope;
  return point.scope === null ? "unsaid" : "total";
}

/** Labels moved apart so that none covers another, as near to where they belong as that allows, in their order. */
export function spread(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, number) => number).sort((left, right) => wanted[left]! - wanted[right]! || left - right);
  const placed = [...wanted];
  let least = from;
  for (const number of order) {
    placed[number] = Math.max(wanted[number]!, least);
    least = placed[number]! + gap;
  }
  let most = to;
  for (const number of [...order].reverse()) {
    if (placed[number]! > most) placed[number] = most;
    most = placed[number]! - gap;
  }
  return placed;
}
