/** Inputs for a record's fields: codes are chosen, other records are chosen by their words, all else is typed. */

import { type Field, FIELDS, typedOf, valueOf } from "../fields";
import type { Kind, Raw, Report, Span } from "../types";
import { inWords } from "../words";

interface Props {
  report: Report;
  kind: Kind;
  values: Readonly<Record<string, unknown>>;
  /** A new record has fields that it cannot be without. */
  isNew: boolean;
  onChange: (name: string, value: unknown) => void;
}

export function FieldInputs({ report, kind, values, isNew, onChange }: Props) {
  return (
    <div class="fields">
      {FIELDS[kind].map((field) => (
        <FieldInput key={kind + field.name} field={field} report={report} value={values[field.name]} isNeeded={isNew && field.isNeeded === true} onChange={(value) => onChange(field.name, value)} />
      ))}
    </div>
  );
}

function FieldInput({ field, report, value, isNeeded, onChange }: {
  field: Field; report: Report; value: unknown; isNeeded: boolean; onChange: (value: unknown) => void;
}) {
  const { takes } = field;
  if (takes.form === "records") return <Several field={field} others={report[takes.of]} chosen={(value as string[] | undefined) ?? []} onChange={onChange} />;
  const typed = typedOf(takes, value);
  const change = (event: { currentTarget: HTMLInputElement | HTMLSelectElement }) => onChange(valueOf(takes, event.currentTarget.value));
  return (
    <label class="field">
      <span>{inWords(field.name)}{isNeeded && <span class="faint"> (needed)</span>}</span>
      {takes.form === "words" || takes.form === "number"
        ? <input value={typed} required={isNeeded} inputMode={takes.form === "number" ? "decimal" : "text"} onChange={change} dir="auto" />
        : (
          <select value={typed} required={isNeeded} onChange={change}>
            <option value="">{isNeeded ? "choose one" : "not given"}</option>
            {takes.form === "code" && takes.codes.map((one) => <option key={one} value={one}>{inWords(one)}</option>)}
            {takes.form === "yes or no" && ["yes", "no"].map((one) => <option key={one} value={one}>{one}</option>)}
            {takes.form === "record" && report[takes.of].map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}
          </select>
        )}
    </label>
  );
}

function Several({ field, others, chosen, onChange }: { field: Field; others: readonly Raw[]; chosen: readonly string[]; onChange: (value: unknown) => void }) {
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset class="field several">
      <legend>{inWords(field.name)}</legend>
      <div class="facet-list">
        {others.length === 0 && <span class="small faint">This report names none.</span>}
        {others.map((one) => <label key={one.id}><input type="checkbox" checked={chosen.includes(one.id)} onChange={() => toggle(one.id)} /> <bdi>{nameOf(one)}</bdi></label>)}
      </div>
    </fieldset>
  );
}

/** A record in a list: its name, else its first words. */
function nameOf(raw: Raw): string {
  if (typeof raw["name"] === "string") return raw["name"];
  const spans = raw["evidence"] as Span[] | undefined;
  const value = typeof raw["value"] === "string" ? ` (${raw["value"]})` : "";
  return (spans?.[0]?.text ?? raw.id) + value;
}
