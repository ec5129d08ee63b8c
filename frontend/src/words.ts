/** Codes of the record in words for people, and values as they are written. */

import { ALPHA_2 } from "./country-codes";
import type { Kind, RecordShown, ReportShown } from "./types";

export const KIND_NAMES: Record<Kind, string> = {
  actors: "Actors", statements: "Statements", events: "Events", figures: "Figures", times: "Times", places: "Places",
  votes: "Votes", negotiations: "Negotiations",
};
export const KIND_ONE: Record<Kind, string> = {
  actors: "Actor", statements: "Statement", events: "Event", figures: "Figure", times: "Time", places: "Place",
  votes: "Vote", negotiations: "Negotiation",
};
export const VIEW_NAMES = {
  reports: "Reports", reading: "Reading", statements: "Who said what", timeline: "Timeline", map: "Map",
  figures: "Figures", disputes: "Disagreements & tracks", network: "Network",
} as const;
export const CONDITION_NAMES: Record<string, string> = {
  q: "words", kind: "kind", type: "type", from: "from", to: "to", country: "country", place: "place", actor: "actor",
  outlet: "outlet", speaker: "speaker", modality: "modality", attributed: "attributed", state: "state",
  report: "report", bbox: "area",
};

/** "1 vote", "3 votes". */
export function held(kind: Kind, number: number): string {
  return counted(number, KIND_ONE[kind].toLowerCase(), KIND_NAMES[kind].toLowerCase());
}

const REVIEWS = ["accepted", "edited", "added", "rejected", "merged"] as const;

/** How far a report is reviewed: "reviewed: 3 accepted, 1 rejected"; the bare word where all was undone. */
export function reviewsIn(report: Pick<ReportShown, "reviews">): string {
  const found = REVIEWS.filter((state) => report.reviews[state]).map((state) => `${grouped(report.reviews[state] ?? 0)} ${state}`);
  return found.length === 0 ? "reviewed" : `reviewed: ${found.join(", ")}`;
}

/** A code such as ASSAULT or at_least, in words. */
export function inWords(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}

/** How many, with the noun in the right number. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
export function grouped(number: number): string {
  return NUMBER.format(number);
}

/** A figure's bounds: "at least 12", "20 to 30", "vague" stays vague. */
export function bounds(figure: Pick<RecordShown, "low" | "best" | "high" | "bound">): string {
  const { low, best, high, bound } = figure;
  if (bound === "vague") return "no number";
  if (bound === "between" && low !== null && high !== null) return `${grouped(low)} to ${grouped(high)}`;
  const value = best ?? low ?? high;
  if (value === null) return "no number";
  return bound === "exactly" || bound === null ? grouped(value) : `${inWords(bound)} ${grouped(value)}`;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day of ISO 8601 as people write it: 3 March 2021. */
export function day(iso: string | null, { short = false } = {}): string {
  if (iso === null || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return iso ?? "no date";
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : (short ? SHORT : DAY).format(date);
}

/** A record's own days; null where it has none. */
export function ownDays(record: Pick<RecordShown, "day" | "day_end">): string | null {
  if (record.day === null) return null;
  if (record.day_end === null || record.day_end === record.day) return day(record.day, { short: true });
  return `${day(record.day, { short: true })} to ${day(record.day_end, { short: true })}`;
}

const COUNTRIES = new Intl.DisplayNames(["en"], { type: "region" });
/** A country as records have it; the code where the browser knows no name for it. */
export function country(code: string): string {
  try {
    return COUNTRIES.of(ALPHA_2.get(code) ?? code) ?? code;
  } catch {
    return code;
  }
}

/** Whose word a record is told on. */
export function voiceOf(record: RecordShown): string | null {
  const said = record.participants.find((one) => one.role === "voice" || one.role === "source");
  return said?.name ?? null;
}

/** Everybody with this part in a record. */
export function taking(record: RecordShown, ...roles: string[]): string[] {
  return record.participants.filter((one) => roles.includes(one.role)).map((one) => one.name ?? "an unnamed actor");
}
