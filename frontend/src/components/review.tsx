/** What a reviewer does: accept, reject, undo, edit a record's values, make a record from selected text. */

import { useState } from "preact/hooks";

import { ApiError, asking, get, post } from "../api";
import type { Known } from "../reading-marks";
import { type History, type Kind, KINDS, type Report } from "../types";
import { inWords, KIND_ONE } from "../words";
import { Dialog } from "./dialog";

export type Verdict = "accept" | "reject" | "undo";

/** Keep a verdict; the answer is what to tell the reviewer. */
export async function judge(report: string, local: string, verdict: Verdict): Promise<string> {
  const newest = await newestOf(report, local);
  if (verdict === "undo") {
    if (newest === null) return "There is nothing to undo.";
    await post("/corrections", { report, record: local, action: "undo", body: { undone: newest }, expected: newest });
    return "Undone.";
  }
  await post("/corrections", { report, record: local, action: verdict, expected: newest });
  return verdict === "accept" ? "Accepted." : "Rejected.";
}

export async function newestOf(report: string, local: string): Promise<string | null> {
  return (await get<History>(asking(`/records/${report}:${local}/history`))).newest;
}

/** Fields that can be set as they stand: codes, numbers, names. */
const EDITABLE: Record<Kind, readonly string[]> = {
  actors: ["name", "kind", "country", "sector"],
  statements: ["kind", "manner", "source"],
  events: ["type", "mode", "modality", "polarity", "aspect", "time", "place"],
  figures: ["low", "best", "high", "bound", "measure", "unit", "scope", "time", "place"],
  times: ["type", "value", "mod"],
  places: ["name", "latitude", "longitude", "country", "precision"],
  votes: ["motion", "adopted", "modality", "time"],
  negotiations: ["stage", "time", "place"],
};

export function EditDialog({ report, known, onClose, onDone }: { report: Report; known: Known; onClose: () => void; onDone: (said: string) => void }) {
  const { kind, raw } = known;
  const [given, setGiven] = useState<Record<string, string>>(() => Object.fromEntries(EDITABLE[kind].map((field) => [field, asText(raw[field])])));
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const changed = EDITABLE[kind].filter((field) => given[field] !== asText(raw[field]));
    if (changed.length === 0) return setFailed("Nothing was changed.");
    const fields = Object.fromEntries(changed.map((field) => [field, asValue(given[field] ?? "", raw[field])]));
    try {
      const expected = await newestOf(report.report.id, raw.id);
      await post("/corrections", { report: report.report.id, record: raw.id, action: "edit", body: { fields }, reason: reason || null, expected });
      onDone("Edited.");
    } catch (error) {
      setFailed(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <Dialog title={`Edit this ${KIND_ONE[kind].toLowerCase()}`} onClose={onClose}>
      <form onSubmit={submit}>
        {EDITABLE[kind].map((field) => (
          <label class="field" key={field}>
            <span>{inWords(field)}</span>
            <input value={given[field]} onInput={(event) => { const { value } = event.currentTarget; setGiven((before) => ({ ...before, [field]: value })); }} />
          </label>
        ))}
        <label class="field"><span>reason</span><input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
        {failed && <p role="alert">{failed}</p>}
        <button type="submit" class="first">Keep the change</button>
        <p class="small faint">The reading stays as it is; your change stands beside it with your name and the time. Empty means absent.</p>
      </form>
    </Dialog>
  );
}

export function AddDialog({ report, span, onClose, onDone }: {
  report: Report; span: { start: number; end: number; text: string }; onClose: () => void; onDone: (said: string) => void;
}) {
  const [kind, setKind] = useState<Kind>("events");
  const [given, setGiven] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    const set = EDITABLE[kind].filter((field) => given[field]);
    const fields = Object.fromEntries(set.map((field) => [field, asValue(given[field]!, null)]));
    try {
      await post("/corrections", {
        report: report.report.id, record: null, kind, action: "add", reason: reason || null,
        body: { span: { start: span.start, end: span.end }, fields },
      });
      onDone(`${KIND_ONE[kind]} added.`);
    } catch (error) {
      setFailed(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <Dialog title="A record from this text" onClose={onClose}>
      <form onSubmit={submit}>
        <p class="record-words" dir="auto"><q>{span.text}</q></p>
        <label class="field">
          <span>kind</span>
          <select value={kind} onChange={(event) => { setKind(event.currentTarget.value as Kind); setGiven({}); }}>
            {KINDS.map((one) => <option key={one} value={one}>{KIND_ONE[one]}</option>)}
          </select>
        </label>
        {EDITABLE[kind].map((field) => (
          <label class="field" key={kind + field}>
            <span>{inWords(field)}</span>
            <input value={given[field] ?? ""} onInput={(event) => { const { value } = event.currentTarget; setGiven((before) => ({ ...before, [field]: value })); }} />
          </label>
        ))}
        <label class="field"><span>reason</span><input value={reason} onInput={(event) => setReason(event.currentTarget.value)} /></label>
        {failed && <p role="alert">{failed}</p>}
        <button type="submit" class="first">Add it</button>
      </form>
    </Dialog>
  );
}

function asText(value: unknown): string {
  return value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
}

/** What was typed as a value: empty is absent, a number stays one, true and false are what they say. */
function asValue(text: string, before: unknown): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return /^-?\d+(\.\d+)?$/.test(trimmed) && typeof before !== "string" ? Number(trimmed) : trimmed;
}
