/** Lanes of the timeline: records packed into rows, or counted by week or month where they would crowd. */

import type { RecordShown } from "../types";
import { dayNumber, floorTo, isoOf, nextOf, type Scale, type Step } from "./scale";

export interface Placed { record: RecordShown; row: number; x: number; width: number; label: string | null }
export interface Bucket { from: string; to: string; x: number; width: number; count: number; kinds: Partial<Record<string, number>> }
export type Packed = { rows: number; items: Placed[]; buckets: null } | { rows: number; items: null; buckets: Bucket[]; step: Step };

export const MARK = 12;
/** Rows of a lane, with labels and without; beyond, its records are counted. */
const MOST_ROWS = 8;
const MOST_BARE_ROWS = 8;
/** Pixels of a letter of a label, and of the longest label. */
export const LETTER = 6.2;
const LONGEST = 210;

/** How a record is told: as a fact of the publisher, on somebody's word, or as something that is not (yet) so. */
export type Telling = "plain" | "attributed" | "unreal";
export function tellingOf(record: Pick<RecordShown, "modality" | "attributed">): Telling {
  if (record.modality !== null && record.modality !== "actual") return "unreal";
  return record.attributed ? "attributed" : "plain";
}

/** Records of a lane as they are drawn at this scale: with labels where there is room, bare, or counted. */
export function packed(records: readonly RecordShown[], scale: Scale, labelOf: (record: RecordShown) => string): Packed {
  const found = dated(records);
  return inRows(found, scale, labelOf, MOST_ROWS) ?? inRows(found, scale, null, MOST_BARE_ROWS) ?? inBuckets(found, scale);
}

function inRows(records: readonly Dated[], scale: Scale, labelOf: ((record: RecordShown) => string) | null, most: number): Packed | null {
  const ends: number[] = [];
  const items: Placed[] = [];
  for (const { record, from, to } of records) {
    const x = Math.max(scale(from) + 2, scale.range[0]);
    // A day is a mark with the shape of its kind; what lasts longer is a bar.
    const bar = to === from ? MARK : Math.max(MARK, Math.min(scale(to + 1), scale.range[1]) - x - 2);
    const words = labelOf === null ? null : labelOf(record);
    const wanted = words === null ? 0 : Math.min(LONGEST, words.length * LETTER) + 6;
    const fits = words !== null && x + bar + wanted <= scale.range[1] + 4;
    const label = fits ? words : null;
    const end = x + bar + (fits ? wanted : 0);
    let row = ends.findIndex((one) => one + 3 <= x);
    if (row === -1) row = ends.length;
    if (row >= most) return null;
    ends[row] = end;
    items.push({ record, row, x, width: bar, label });
  }
  return { rows: Math.max(1, ends.length), items, buckets: null };
}

/** Records counted by week, or by month where a week is too narrow to point at. */
function inBuckets(records: readonly Dated[], scale: Scale): Packed {
  const perDay = scale(1) - scale(0);
  const step: Step = perDay * 7 >= 14 ? "week" : perDay * 30 >= 6 ? "month" : "year";
  const found = new Map<number, Bucket>();
  for (const { record, from } of records) {
    const start = floorTo(from, step);
    let bucket = found.get(start);
    if (bucket === undefined) {
      const after = nextOf(start, step);
      const x = Math.max(scale(start), scale.range[0]);
      bucket = { from: isoOf(start), to: isoOf(after - 1), x, width: Math.max(4, Math.min(scale(after), scale.range[1]) - x - 2), count: 0, kinds: {} };
      found.set(start, bucket);
    }
    bucket.count += 1;
    bucket.kinds[record.kind] = (bucket.kinds[record.kind] ?? 0) + 1;
  }
  return { rows: 3, items: null, buckets: [...found.values()].sort((left, right) => left.x - right.x), step };
}

interface Dated { record: RecordShown; from: number; to: number }

function dated(records: readonly RecordShown[]): Dated[] {
  return records
    .flatMap((record) => {
      const from = dayNumber(record.day);
      return from === null ? [] : [{ record, from, to: Math.max(from, dayNumber(record.day_end) ?? from) }];
    })
    .sort((left, right) => left.from - right.from || left.to - right.to || (left.record.id < right.record.id ? -1 : 1));
}

/** The first and last day of records; null where none has a day. */
export function extentOf(records: readonly RecordShown[]): [number, number] | null {
  let first = Infinity;
  let last = -Infinity;
  for (const { from, to } of dated(records)) {
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
  return first === Infinity ? null : [first, last];
}

/** Where the records lie closely: the days from the 5th to the 95th in a hundred when the rest would stretch the axis threefold. */
export function denseExtentOf(records: readonly RecordShown[]): [number, number] | null {
  const all = extentOf(records);
  if (all === null) return null;
  const days = dated(records).map((one) => one.from).sort((left, right) => left - right);
  const low = days[Math.floor(days.length * 0.05)]!;
  const high = days[Math.min(days.length - 1, Math.ceil(days.length * 0.95))]!;
  return all[1] - all[0] > 3 * (high - low + 14) ? [low, high] : all;
}
