/** Taking in from the page: a text, files, an address; each is followed until it is on record. */

import { useEffect, useRef, useState } from "preact/hooks";

import { ApiError, post, ROOT, send } from "../api";
import { grouped } from "../words";
import { Dialog } from "./dialog";

/** `done` counts all that was gone through, what failed too. */
interface Job {
  id: string; label: string; state: "waiting" | "running" | "done" | "failed" | "stopped"; done: number; failed: number;
  total: number | null; error: string | null;
  outcomes: { location: string; state: string; report: string | null; error: string | null }[];
}

export function TakeIn() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>Add reports</button>
      {isOpen && <TakeInDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function TakeInDialog({ onClose }: { onClose: () => void }) {
  const [jobs, setJobs] = useState<Job[]>([]);
  const [failed, setFailed] = useState("");
  const follow = (job: Job) => setJobs((known) => [job, ...known.filter((one) => one.id !== job.id)]);
  const ask = async (asked: Promise<{ job: Job }>) => {
    setFailed("");
    try {
      follow((await asked).job);
      return true;
    } catch (error) {
      setFailed(error instanceof ApiError ? error.message : String(error));
      return false;
    }
  };
  return (
    <Dialog title="Add reports" onClose={onClose}>
      <TextForm onSend={(body) => ask(post("/reports", body))} />
      <hr />
      <AddressForm onSend={(url) => ask(post("/reports", { url }))} />
      <hr />
      <FileDrop onSend={(form) => ask(send("/reports", form))} />
      {failed && <p role="alert" class="state-failed">{failed}</p>}
      <div aria-live="polite">
        {jobs.map((job) => <JobProgress key={job.id} job={job} onChange={follow} />)}
      </div>
    </Dialog>
  );
}

function TextForm({ onSend }: { onSend: (body: Record<string, string>) => Promise<boolean> }) {
  const [text, setText] = useState("");
  const [published, setPublished] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await onSend({ text, ...(published ? { published } : {}) })) setText("");
  };
  return (
    <form onSubmit={submit}>
      <label class="field">
        <span>Paste a report</span>
        <textarea rows={6} required value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <div class="row">
        <label>Published <input type="date" value={published} onInput={(event) => setPublished(event.currentTarget.value)} /></label>
        <button type="submit" class="first" disabled={!text.trim()}>Read it</button>
      </div>
    </form>
  );
}

function AddressForm({ onSend }: { onSend: (url: string) => Promise<boolean> }) {
  const [url, setUrl] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await onSend(url)) setUrl("");
  };
  return (
    <form onSubmit={submit}>
      <label class="field">
        <span>Or give the address of a page or a feed</span>
        <input type="url" required placeholder="https://" value={url} onInput={(event) => setUrl(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={!url}>Fetch it</button>
    </form>
  );
}

function FileDrop({ onSend }: { onSend: (form: FormData) => Promise<boolean> }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const sendFiles = async (files: FileList | null | undefined) => {
    if (!files || files.length === 0) return;
    const form = new FormData();
    for (const file of files) form.append("file", file);
    await onSend(form);
    if (input.current) input.current.value = "";
  };
  return (
    <div
      class={isOver ? "drop drop-over" : "drop"}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); void sendFiles(event.dataTransfer?.files); }}
    >
      <label class="field">
        <span>Or drop files here: text, HTML, feeds, archives, tables</span>
        <input ref={input} type="file" multiple onChange={(event) => void sendFiles(event.currentTarget.files)} />
      </label>
    </div>
  );
}

function JobProgress({ job, onChange }: { job: Job; onChange: (job: Job) => void }) {
  useEffect(() => {
    const events = new EventSource(`${ROOT}/jobs/${job.id}/events`);
    const take = (event: Event) => onChange(JSON.parse((event as MessageEvent<string>).data) as Job);
    events.addEventListener("progress", take);
    events.addEventListener("end", (event) => {
      take(event);
      events.close();
      // Lists are asked for again by the views that show them.
      dispatchEvent(new Event("onrecord-changed"));
    });
    events.onerror = () => events.close();
    return () => events.close();
  }, [job.id]);
  const total = job.total ?? Math.max(job.done, 1);
  return (
    <div class="job">
      <p><b><bdi>{job.label}</bdi></b> <span class="soft">{stateOf(job)}</span></p>
      {(job.state === "running" || job.state === "waiting") && <progress value={job.done} max={total} aria-label={`Reading ${job.label}`} />}
      {job.error && <p role="alert">{job.error}</p>}
      <ul class="small">
        {job.outcomes.map((one) => (
          <li key={one.location}>
            {one.report ? <a href={`/reading/${one.report}`}>{job.outcomes.length === 1 ? "Open it" : <bdi>{one.location}</bdi>}</a> : <bdi>{one.location}</bdi>}: {one.error ?? one.state}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How a job stands, in words. */
function stateOf(job: Job): string {
  const failed = job.failed > 0 ? `, ${grouped(job.failed)} could not be read` : "";
  switch (job.state) {
    case "waiting":
      return "waits for its turn";
    case "running":
      return `${grouped(job.done)}${job.total === null ? "" : ` of ${grouped(job.total)}`} so far${failed}`;
    case "done":
      return `${grouped(job.done - job.failed)} read${failed}`;
    case "stopped":
      return `stopped after ${grouped(job.done)}${failed}`;
    case "failed":
      return "could not be finished";
  }
}
