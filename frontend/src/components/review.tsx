/** What a reviewer does: accept, reject, undo, edit a record's values, make a record from selected text. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import { ApiError, asking, get, post } from "../api";
import { changed, FIELDS } from "../fields";
import type { Known } from "../reading-marks";
import { undoable } from "../reviewing";
import { type Correction, type History, type Kind, KINDS, type Report } from "../types";
import { KIND_ONE } from "../words";
import { Dialog } from "./dialog";
import { FieldInputs } from "./field-inputs";

export type Verdict = "accept" | "reject" | "undo";

/** What to tell the reviewer, and the correction that was kept, if one was. */
export interface Judged {
  said: string;
  kept: string | null;
}

interface Made {
  correction: Correction;
}

/** Keep a verdict on a record of which `seen` was the newest correction. */
export async function judge(report: string, local: string, verdict: Verdict, seen: string | null): Promise<Judged> {
  if (verdict !== "undo") {
    const made = await post<Made>("/corrections", { report, record: local, action: verdict, expected: seen });
    return { said: verdict === "accept" ? "Accepted." : "Rejected.", kept: made.correction.id };
  }
  const undone = undoable(await get<History>(asking(`/records/${report}:${local}/history`)));
  if (undone === null) return { said: "There is nothing to undo on this record.", kept: null };
  const made = await post<Made>("/corrections", { report, record: local, action: "undo", body: { undone }, expected: seen });
  return { said: "Undone.", kept: made.correction.id };
}

type Values = Record<string, unknown>;

export function EditDialog({ report, known, seen, onClose, onDone }: {
  report: Report; known: Known; seen: string | null; onClose: () => void; onDone: (judged: Judged) => void;
}) {
  const { kind, raw } = known;
  const [values, setValues] = useState<Values>(() => Object.fromEntries(FIELDS[kind].map(({ name }) => [name, raw[name] ?? null])));
  const keep = async (reason: string | null) => {
    const fields = changed(raw, values);
    if (Object.keys(fields).length === 0) throw new Error("Nothing was changed.");
    const made = await post<Made>("/corrections", { report: report.report.id, record: raw.id, action: "edit", body: { fields }, reason, expected: seen });
    onDone({ said: "Edited.", kept: made.correction.id });
  };
  return (
    <Dialog title={`Edit this ${KIND_ONE[kind].toLowerCase()}`} onClose={onClose}>
      <Form submit="Keep the change" onKeep={keep}>
        <FieldInputs report={report} kind={kind} values={values} isNew={false} onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))} />
      </Form>
      <p class="small faint">The reading stays as it is; your change stands beside it with your name and the time.</p>
    </Dialog>
  );
}

export function AddDialog({ report, span, onClose, onDone }: {
  report: Report; span: { start: number; end: number; text: string }; onClose: () => void; onDone: (said: string) => void;
}) {
  const [kind, setKind] = useState<Kind>("events");
  const [values, setValues] = useState<Values>(() => takenAs(kind));
  const keep = async (reason: string | null) => {
    const body = { span: { start: span.start, end: span.end }, fields: changed({}, values) };
    await post("/corrections", { report: report.report.id, record: null, kind, action: "add", reason, body });
    onDone(`${KIND_ONE[kind]} added.`);
  };
  return (
    <Dialog title="A record from this text" onClose={onClose}>
      <p class="record-words" dir="auto"><q>{span.text}</q></p>
      <Form submit="Add it" onKeep={keep}>
        <label class="field">
          <span>kind of record</span>
          <select value={kind} onChange={(event) => { const next = event.currentTarget.value as Kind; setKind(next); setValues(takenAs(next)); }}>
            {KINDS.map((one) => <option key={one} value={one}>{KIND_ONE[one]}</option>)}
          </select>
        </label>
        <FieldInputs report={report} kind={kind} values={values} isNew onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))} />
      </Form>
    </Dialog>
  );
}

/** What a new record is taken as until a person says otherwise: told as a fact. */
function takenAs(kind: Kind): Values {
  const usual: Values = { modality: "actual", polarity: "positive" };
  return Object.fromEntries(FIELDS[kind].filter(({ name }) => name in usual).map(({ name }) => [name, usual[name]]));
}

/** A form with a reason at its end; what goes wrong is said in it, and nothing that was typed is lost. */
function Form({ submit, onKeep, children }: { submit: string; onKeep: (reason: string | null) => Promise<void>; children: ComponentChildren }) {
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState("");
  const keep = (event: Event) => {
    event.preventDefault();
    onKeep(reason.trim() || null).catch((error: unknown) => setFailed(wordsOf(error)));
  };
  return (
    <form onSubmit={keep}>
      {children}
      <label class="field"><span>reason</span><input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
      {failed && <p role="alert" class="state-failed">{failed}</p>}
      <button type="submit" class="first">{submit}</button>
    </form>
  );
}

/** What went wrong, for a reviewer. */
export function wordsOf(error: unknown): string {
  if (error instanceof ApiError && error.status === 409) return "Somebody else changed this record meanwhile. Look at it as it stands now.";
  return error instanceof Error ? error.message : String(error);
}
