/** The marks of a report: every span that its records rest on, and how each is drawn. */

import type { Mark } from "./marks";
import { type Kind, KINDS, type Raw, type Report, type Span } from "./types";

/** The kinds that are marked until a reader chooses others: the mentions of actors would cover half the text. */
export const MARKED_FIRST: readonly Kind[] = ["statements", "events", "figures", "votes", "negotiations", "times", "places"];

export interface Known {
  kind: Kind;
  raw: Raw;
}

/** All records of a report by their local ids, in the order in which they stand in the text. */
export function knownOf(report: Report): Map<string, Known> {
  const found = KINDS.flatMap((kind) => report[kind].map((raw) => ({ kind, raw })));
  return new Map(found.map((known) => [known.raw.id, known]));
}

/** Every mark of every record. */
export function marksOf(report: Report): Mark[] {
  return [...knownOf(report).values()].flatMap(({ kind, raw }) =>
    rolesOf(kind, raw).map(([role, span]) => ({ record: raw.id, role, start: span.start, end: span.end })),
  );
}

/** Where a record begins in the text: its trigger, else its first evidence. */
export function startOf(kind: Kind, raw: Raw): number {
  return Math.min(...rolesOf(kind, raw).map(([, span]) => span.start), Number.MAX_SAFE_INTEGER);
}

function rolesOf(kind: Kind, raw: Raw): [string, Span][] {
  const spans = (field: string) => (raw[field] as Span[] | undefined) ?? [];
  const one = (field: string) => (raw[field] ? [raw[field] as Span] : []);
  switch (kind) {
    case "actors":
      return spans("mentions").map((span) => ["actor", span]);
    case "statements":
      return [
        ...spans("content").map((span): [string, Span] => ["content", span]),
        ...one("cue").map((span): [string, Span] => ["cue", span]),
        ...one("source_span").map((span): [string, Span] => ["source", span]),
      ];
    case "events":
      return [["trigger", raw["trigger"] as Span], ...spans("evidence").map((span): [string, Span] => ["evidence", span])];
    case "figures":
    case "times":
    case "places":
    case "votes":
    case "negotiations":
      return spans("evidence").map((span) => ["evidence", span]);
  }
}

/** Whether a mark is drawn when its record is not lit: an event by its trigger alone, all else by all its spans. */
export function isDrawn(kind: Kind, mark: Mark): boolean {
  if (kind === "events") return mark.role === "trigger";
  return kind !== "actors" || mark.role === "actor";
}

export interface VoiceStep {
  /** Who speaks; null where the text names nobody. */
  name: string | null;
  cue: string | null;
  statement: string | null;
}

/** The voices that carry a record, outermost first: the outlet, then whom it quotes, then whom those quote. */
export function voicesOf(report: Report, raw: Raw): VoiceStep[] {
  const statements = new Map(report.statements.map((one) => [one.id, one]));
  const actors = new Map(report.actors.map((one) => [one.id, one["name"] as string]));
  const own: VoiceStep = { name: report.report.outlet ?? "the publisher", cue: null, statement: null };
  const chain = statements.has(raw.id) ? [raw.id, ...(raw.attributed_to ?? [])] : (raw.attributed_to ?? []);
  const steps = chain.flatMap((id) => {
    const said = statements.get(id);
    if (!said) return [];
    const name = actors.get(said["source"] as string) ?? (said["source_span"] as Span | null)?.text ?? null;
    return [{ name, cue: (said["cue"] as Span | null)?.text ?? null, statement: id }];
  });
  return [own, ...steps.reverse()];
}
