/** The fields of a record that a person can set, and what each takes; the codes are those of onrecord/1. */

import type { Kind } from "./types";

export type Takes =
  | { form: "words" }
  | { form: "number" }
  | { form: "yes or no" }
  | { form: "code"; codes: readonly string[] }
  /** Another record of the report, or several of them. */
  | { form: "record" | "records"; of: Kind };

export interface Field {
  name: string;
  takes: Takes;
  /** A new record cannot be without it. */
  isNeeded?: boolean;
}

const words = (name: string): Field => ({ name, takes: { form: "words" } });
const number = (name: string): Field => ({ name, takes: { form: "number" } });
const code = (name: string, codes: string): Field => ({ name, takes: { form: "code", codes: codes.split(" ") } });
const record = (name: string, of: Kind): Field => ({ name, takes: { form: "record", of } });
const records = (name: string, of: Kind): Field => ({ name, takes: { form: "records", of } });
const needed = (field: Field): Field => ({ ...field, isNeeded: true });

const MODALITY = code("modality", "actual possible planned threatened attempted conditional hypothetical");
const TIME = record("time", "times");
const PLACE = record("place", "places");

export const FIELDS: Record<Kind, readonly Field[]> = {
  actors: [
    words("name"), needed(code("kind", "person organization armed_group government country unnamed_official people publisher")),
    words("country"),
    code("sector", "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO MNC"),
  ],
  statements: [
    record("source", "actors"), records("addressees", "actors"),
    code("kind", "assertion denial demand promise threat belief estimate accusation evaluation question"),
    code("manner", "direct indirect mixed"),
  ],
  events: [
    needed(code("type", "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")),
    words("mode"), records("actors", "actors"), records("recipients", "actors"), MODALITY, code("polarity", "positive negative"),
    code("aspect", "completed ongoing repeated"), TIME, PLACE,
  ],
  figures: [
    number("low"), number("best"), number("high"),
    needed(code("bound", "exactly about more_than at_least fewer_than up_to between vague")),
    needed(words("unit")), words("measure"), code("scope", "total part increment"), TIME, PLACE,
  ],
  times: [
    needed(code("type", "DATE TIME DURATION SET")), words("value"),
    code("mod", "BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE START MID END APPROX"),
  ],
  places: [words("name"), number("latitude"), number("longitude"), words("country"), words("precision")],
  votes: [words("motion"), record("body", "actors"), { name: "adopted", takes: { form: "yes or no" } }, MODALITY, TIME],
  negotiations: [
    records("parties", "actors"), records("mediators", "actors"),
    code("stage", "proposed scheduled ongoing stalled agreed signed collapsed"), TIME, PLACE,
  ],
};

/** The fields whose values differ from what they were: what a correction says. */
export function changed(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name] ?? null)));
}

/** What was typed as a value: nothing is absent, and a number that is none stays as it was typed for the server to refuse. */
export function valueOf(takes: Takes, typed: string): unknown {
  const text = typed.trim();
  if (text === "") return null;
  if (takes.form === "yes or no") return text === "yes";
  if (takes.form === "number") return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

/** A value as a field shows it. */
export function typedOf(takes: Takes, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (takes.form === "yes or no") return value === true ? "yes" : "no";
  return String(value);
}
