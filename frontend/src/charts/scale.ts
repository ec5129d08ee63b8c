/** Scales: from values and days to pixels, and the ticks on their axes. */

export const DAY_MS = 86_400_000;

/** The number of a day since 1970-01-01; null for what is no day. */
export function dayNumber(iso: string | null): number | null {
  if (iso === null || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return null;
  const time = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / DAY_MS);
}

export function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export interface Scale {
  (value: number): number;
  domain: readonly [number, number];
  range: readonly [number, number];
  /** The value at a pixel. */
  at(pixel: number): number;
}

/** A straight scale; a domain without width lies in the middle of its range. */
export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [from, to] = domain;
  const [start, end] = range;
  const width = to - from;
  const scale = (value: number) => (width === 0 ? (start + end) / 2 : start + ((value - from) / width) * (end - start));
  const at = (pixel: number) => (end === start ? from : from + ((pixel - start) / (end - start)) * width);
  return Object.assign(scale, { domain, range, at });
}

/** Round numbers from 0 to at least the highest value, at most about `wanted` of them. */
export function ticks(highest: number, wanted = 5): number[] {
  if (!(highest > 0)) return [0, 1];
  const rough = highest / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? 10 * power;
  // Figures count whole things: no tick between two of them.
  const whole = Math.max(1, step);
  return Array.from({ length: Math.ceil(highest / whole) + 1 }, (_, number) => number * whole);
}

export type Step = "day" | "week" | "month" | "quarter" | "year";
export interface DayTick { day: number; label: string; isMajor: boolean }

const LEAST_GAP = 58;

/** The finest step whose ticks do not crowd at this many pixels a day. */
export function stepFor(pixelsPerDay: number): Step {
  if (pixelsPerDay >= LEAST_GAP) return "day";
  if (pixelsPerDay * 7 >= LEAST_GAP) return "week";
  if (pixelsPerDay * 30 >= LEAST_GAP) return "month";
  return pixelsPerDay * 91 >= LEAST_GAP ? "quarter" : "year";
}

/** The first day of the step that a day lies in; weeks begin on Mondays. */
export function floorTo(day: number, step: Step): number {
  if (step === "day") return day;
  // 1970-01-01 was a Thursday.
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY_MS);
  const month = step === "month" ? date.getUTCMonth() : step === "quarter" ? Math.floor(date.getUTCMonth() / 3) * 3 : 0;
  return Date.UTC(date.getUTCFullYear(), month, 1) / DAY_MS;
}

/** The first day of the next step. */
export function nextOf(day: number, step: Step): number {
  const start = floorTo(day, step);
  if (step === "day") return start + 1;
  if (step === "week") return start + 7;
  const date = new Date(start * DAY_MS);
  const months = step === "month" ? 1 : step === "quarter" ? 3 : 12;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / DAY_MS;
}

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
const DAY_MONTH = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Ticks of a time axis; the first one and each new year say the year. */
export function dayTicks(from: number, to: number, pixelsPerDay: number): DayTick[] {
  const step = stepFor(pixelsPerDay);
  const found: DayTick[] = [];
  let year = Number.NaN;
  for (let day = floorTo(from, step); day <= to; day = nextOf(day, step)) {
    if (day < from) continue;
    const date = new Date(day * DAY_MS);
    const isMajor = date.getUTCFullYear() !== year;
    year = date.getUTCFullYear();
    const short = step === "year" ? "" : step === "month" || step === "quarter" ? MONTH.format(date) : DAY_MONTH.format(date);
    found.push({ day, label: isMajor ? `${short} ${year}`.trim() : short || String(year), isMajor });
  }
  return found;
}
