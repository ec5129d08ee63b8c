/** The selection as chips that can be taken out, and a panel of filters with counts. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import { addressOf, go, type Route } from "../route";
import { conditions, EMPTY, type Name, type Selection, toggled, withCondition } from "../selection";
import type { Facets, Kind } from "../types";
import { CONDITION_NAMES, counted, country, day, grouped, inWords, KIND_NAMES } from "../words";
import { Answered } from "./state";

const SHOWN = 60;
const MODALITIES = ["actual", "possible", "planned", "threatened", "attempted", "conditional", "hypothetical"];
const STATES = ["machine", "accepted", "rejected", "edited", "added"];

export function SelectionBar({ route }: { route: Route }) {
  const [isOpen, setOpen] = useState(false);
  const set = conditions(route.selection);
  const change = (selection: Selection) => go({ ...route, selection });
  return (
    <section class="filters no-print" aria-label="Selection">
      <div class="selection">
        {set.length === 0 && <span class="small faint">Everything in the store</span>}
        {set.map(({ name, value }) => (
          <span class="chip" key={name + value}>
            <span class="chip-name">{CONDITION_NAMES[name]}</span>
            <span class="chip-value" title={value}><bdi>{shownValue(name, value)}</bdi></span>
            <button type="button" aria-label={`Remove ${CONDITION_NAMES[name]} ${value}`} onClick={() => change(toggled(route.selection, name, value))}>×</button>
          </span>
        ))}
        <button type="button" aria-expanded={isOpen} aria-controls="filters" onClick={() => setOpen(!isOpen)}>{isOpen ? "Close filters" : "Filters"}</button>
        {set.length > 1 && <button type="button" class="plain" onClick={() => change(EMPTY)}>Clear all</button>}
      </div>
      {isOpen && <Panel selection={route.selection} change={change} />}
    </section>
  );
}

/** On paper: what is shown, and the address at which it is seen again. */
export function Printed({ route }: { route: Route }) {
  const set = conditions(route.selection);
  const words = set.map(({ name, value }) => `${CONDITION_NAMES[name]}: ${shownValue(name, value)}`).join("; ");
  return <p class="print-only printed small"><bdi>{words || "Everything in the store"}</bdi>. {location.origin + addressOf(route)}</p>;
}

function Panel({ selection, change }: { selection: Selection; change: (selection: Selection) => void }) {
  const loaded = useAnswer<Facets>(asking("/facets", selection));
  const toggle = (name: Name) => (value: string) => change(toggled(selection, name, value));
  return (
    <div id="filters">
      <Answered loaded={loaded} what="filters">
        {(facets) => (
          <div class="filters-panel">
            <fieldset>
              <legend>Days ({counted(facets.total, "record")})</legend>
              <div class="facet-days">
                <label>from <input type="date" value={selection.from} onChange={(event) => change(withCondition(selection, "from", event.currentTarget.value))} /></label>
                <label>to <input type="date" value={selection.to} onChange={(event) => change(withCondition(selection, "to", event.currentTarget.value))} /></label>
              </div>
              <p class="small faint">A record without a day of its own counts by its report's day.</p>
            </fieldset>
            <Facet title="Kind" counts={facets.kinds} chosen={selection.kind} toggle={toggle("kind")} word={(code) => KIND_NAMES[code as Kind] ?? code} />
            <Facet title="Type" counts={facets.types} chosen={selection.type} toggle={toggle("type")} word={inWords} />
            <Facet title="Outlet" counts={facets.outlets} chosen={selection.outlet} toggle={toggle("outlet")} word={(name) => name} />
            <Facet title="Country" counts={facets.countries} chosen={selection.country} toggle={toggle("country")} word={country} />
            <fieldset>
              <legend>Who and where</legend>
              <Named label="Actor" list={<Actors />} onName={(name) => change(withCondition(selection, "actor", [...selection.actor, name]))} />
              <Named label="Speaker" onName={(name) => change(withCondition(selection, "speaker", [...selection.speaker, name]))} />
              <Named label="Place" onName={(name) => change(withCondition(selection, "place", name))} />
            </fieldset>
            <fieldset>
              <legend>Told</legend>
              <select aria-label="Told" value={selection.attributed} onChange={(event) => change(withCondition(selection, "attributed", event.currentTarget.value))}>
                <option value="">in any voice</option>
                <option value="false">in the publisher's own voice</option>
                <option value="true">on somebody's authority</option>
              </select>
              <Choices title="As" values={MODALITIES} chosen={selection.modality} toggle={toggle("modality")} />
              <Choices title="Reviewed" values={STATES} chosen={selection.state} toggle={toggle("state")} />
            </fieldset>
          </div>
        )}
      </Answered>
    </div>
  );
}

/** A name that is typed; it becomes a condition with Enter. */
function Named({ label, list, onName }: { label: string; list?: ComponentChildren; onName: (name: string) => void }) {
  const [name, setName] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (name.trim()) onName(name.trim());
    setName("");
  };
  return (
    <form class="named" onSubmit={submit}>
      <label><span>{label}</span> <input value={name} onInput={(event) => setName(event.currentTarget.value)} list={list ? "known-actors" : undefined} autocomplete="off" /></label>
      <button type="submit" disabled={!name.trim()} aria-label={`Select by ${label.toLowerCase()}`}>Add</button>
      {list}
    </form>
  );
}

/** The actors of the store as suggestions; without them a name is typed in full. */
function Actors() {
  const loaded = useAnswer<{ items: { id: string; name: string | null }[] }>(asking("/actors"));
  if (loaded.state !== "ready") return null;
  const names = [...new Set(loaded.answer.items.map((one) => one.name))];
  return <datalist id="known-actors">{names.map((name) => name !== null && <option key={name} value={name} />)}</datalist>;
}

function Choices({ title, values, chosen, toggle }: {
  title: string; values: readonly string[]; chosen: readonly string[]; toggle: (value: string) => void;
}) {
  return (
    <div class="facet-list choices" role="group" aria-label={title}>
      <span class="small faint">{title}</span>
      {values.map((value) => <label key={value}><input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} /> {stateOf(value)}</label>)}
    </div>
  );
}

function Facet({ title, counts, chosen, toggle, word }: {
  title: string; counts: Record<string, number>; chosen: readonly string[]; toggle: (value: string) => void; word: (code: string) => string;
}) {
  const [wanted, setWanted] = useState("");
  const every = Object.entries(counts);
  const found = every.filter(([value]) => word(value).toLowerCase().includes(wanted.toLowerCase()));
  return (
    <fieldset>
      <legend>{title}</legend>
      {every.length > 12 && <input type="search" aria-label={`Find in ${title.toLowerCase()}`} placeholder="Find" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />}
      <div class="facet-list" tabIndex={found.length > 10 ? 0 : undefined}>
        {found.length === 0 && <p class="small faint">None in this selection</p>}
        {found.slice(0, SHOWN).map(([value, number]) => (
          <label key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <bdi>{word(value)}</bdi>
            <span class="number">{grouped(number)}</span>
          </label>
        ))}
        {found.length > SHOWN && <p class="small faint">and {grouped(found.length - SHOWN)} more: type to find them</p>}
      </div>
    </fieldset>
  );
}

function shownValue(name: Name, value: string): string {
  if (name === "from" || name === "to") return day(value, { short: true });
  if (name === "country") return country(value);
  if (name === "kind") return KIND_NAMES[value as Kind] ?? value;
  if (name === "type") return inWords(value);
  if (name === "modality" || name === "state") return stateOf(value);
  if (name === "attributed") return value === "true" ? "on somebody's authority" : "in the publisher's voice";
  return value;
}

function stateOf(value: string): string {
  return value === "machine" ? "as it was read" : inWords(value);
}
