/** What is looked at: one selection for all views, all of it in the address, so that a link shows what was seen. */

export interface Selection {
  /** Words to find in the text. */
  q: string;
  kind: readonly string[];
  type: readonly string[];
  /** Days as YYYY-MM-DD; both ends belong to it. */
  from: string;
  to: string;
  country: readonly string[];
  place: string;
  actor: readonly string[];
  outlet: readonly string[];
  speaker: readonly string[];
  modality: readonly string[];
  /** "" any, "true" on somebody's authority, "false" in the publisher's own voice. */
  attributed: string;
  state: readonly string[];
  report: readonly string[];
  /** West, south, east, north in degrees. */
  bbox: string;
}

export const EMPTY: Selection = {
  q: "", kind: [], type: [], from: "", to: "", country: [], place: "", actor: [], outlet: [], speaker: [],
  modality: [], attributed: "", state: [], report: [], bbox: "",
};

export type Name = keyof Selection;
/** The order in which an address lists them: the same selection is the same address. */
export const NAMES = Object.keys(EMPTY) as Name[];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The selection in an address; what it does not know is left out. */
export function selectionOf(params: URLSearchParams): Selection {
  const found: Record<string, unknown> = {};
  for (const name of NAMES) {
    found[name] = isMany(name) ? [...new Set(params.getAll(name).filter(Boolean))] : known(name, params.get(name) ?? "");
  }
  return found as unknown as Selection;
}

/** The parameters of a selection, in a fixed order; empty ones are left out. */
export function paramsOf(selection: Partial<Selection>): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = selection[name];
    for (const one of typeof value === "string" ? [value] : (value ?? [])) {
      if (one) params.append(name, one);
    }
  }
  return params;
}

/** The selection with one condition changed. */
export function withCondition(selection: Selection, name: Name, value: string | readonly string[]): Selection {
  return { ...selection, [name]: value };
}

/** The selection with a value put into a condition, or taken out where it was there. */
export function toggled(selection: Selection, name: Name, value: string): Selection {
  const had = selection[name];
  if (typeof had === "string") return withCondition(selection, name, had === value ? "" : value);
  return withCondition(selection, name, had.includes(value) ? had.filter((one) => one !== value) : [...had, value]);
}

/** Each condition that is set, one for each value. */
export function conditions(selection: Selection): { name: Name; value: string }[] {
  return NAMES.flatMap((name) => {
    const value = selection[name];
    return (typeof value === "string" ? [value] : value).filter(Boolean).map((one) => ({ name, value: one }));
  });
}

export function isEmpty(selection: Selection): boolean {
  return conditions(selection).length === 0;
}

function isMany(name: Name): boolean {
  return typeof EMPTY[name] !== "string";
}

function known(name: Name, value: string): string {
  if (name === "from" || name === "to") return DAY.test(value) ? value : "";
  if (name === "attributed") return value === "true" || value === "false" ? value : "";
  return value;
}
