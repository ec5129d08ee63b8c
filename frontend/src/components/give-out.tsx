/** Giving out: the selection in any form, with what that form cannot hold told beforehand. */

import { useState } from "preact/hooks";

import { asking, useAnswer } from "../api";
import { conditions, type Selection } from "../selection";
import type { Kind, ReportTotals } from "../types";
import { counted, grouped, held, KIND_ONE } from "../words";
import { Dialog } from "./dialog";
import { Answered } from "./state";

interface Form { name: string; about: string; suffix: string; codebook: string | null; most_reports: number | null }
interface Loss { kind: string; field: string | null; reason: string; count: number; examples: string[] }
interface LossReport { form: string; written: Record<string, number>; losses: Loss[] }

export function GiveOut({ selection }: { selection: Selection }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>Export</button>
      {isOpen && <GiveOutDialog selection={selection} onClose={() => setOpen(false)} />}
    </>
  );
}

function GiveOutDialog({ selection, onClose }: { selection: Selection; onClose: () => void }) {
  const forms = useAnswer<{ items: Form[] }>(asking("/export/forms"));
  const [chosen, setChosen] = useState("");
  const set = conditions(selection).length;
  return (
    <Dialog title="Export" onClose={onClose}>
      <p class="soft">{set === 0 ? "Everything in the store." : `What is selected now, by ${counted(set, "condition")}.`}</p>
      <Answered loaded={forms} what="forms">
        {({ items }) => (
          <>
            <Dossier selection={selection} most={items.find((form) => form.name === "dossier")?.most_reports ?? null} />
            <fieldset class="forms">
              <legend>As data</legend>
              {items.filter((form) => form.name !== "dossier").map((form) => (
                <label key={form.name}>
                  <input type="radio" name="form" checked={chosen === form.name} onChange={() => setChosen(form.name)} />
                  <span><b>{form.name}</b> {form.about}{form.codebook && <span class="faint"> ({form.codebook})</span>}</span>
                </label>
              ))}
            </fieldset>
          </>
        )}
      </Answered>
      {chosen && <Losses selection={selection} form={chosen} />}
      {chosen && <p><a class="button" href={asking("/export", selection, { as: chosen })} download>Export as {chosen}</a></p>}
    </Dialog>
  );
}

/** The dossier, or why there is none of this selection: it is read by people, so that it holds some reports only. */
function Dossier({ selection, most }: { selection: Selection; most: number | null }) {
  const totals = useAnswer<ReportTotals>(asking("/reports/totals", selection));
  const selected = totals.answer?.reports ?? null;
  if (selected === 0) return <p class="soft">There is no report here that a dossier could hold.</p>;
  if (selected !== null && most !== null && selected > most) {
    return <p class="soft">A dossier, one page of HTML that needs no network, holds at most {counted(most, "report")}; {grouped(selected)} are selected. Add conditions to make one.</p>;
  }
  return <p><a class="button" href={asking("/export", selection, { as: "dossier" })} download>Dossier: one page of HTML that needs no network</a></p>;
}

function Losses({ selection, form }: { selection: Selection; form: string }) {
  const loaded = useAnswer<LossReport>(asking("/export/loss", selection, { as: form }));
  return (
    <Answered loaded={loaded} what="what this form cannot hold">
      {(report) => (
        <div class="losses">
          <p>Writes {Object.entries(report.written).map(([what, number]) => (what in KIND_ONE ? held(what as Kind, number) : `${number} ${what}`)).join(", ") || "nothing"}.</p>
          {report.losses.length === 0 ? <p>Nothing is lost.</p> : (
            <table>
              <caption class="small soft">What {form} cannot hold</caption>
              <thead><tr><th scope="col">Left out</th><th scope="col">Why</th><th scope="col">How many</th></tr></thead>
              <tbody>
                {report.losses.map((loss) => (
                  <tr key={loss.kind + (loss.field ?? "") + loss.reason}>
                    <td>{loss.field === null ? loss.kind : `${loss.kind}: ${loss.field}`}</td><td>{loss.reason}</td><td class="number">{loss.count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </Answered>
  );
}
