/** The interface under /api/v1: asking, and errors in words. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { paramsOf, type Selection } from "./selection";
import type { Problem } from "./types";

export const ROOT = "/api/v1";
/** Tells the server that a script of its own page asks, not a form of another one. */
const OURS = { "X-Requested-With": "onrecord" };

export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** The address of a question about a selection. */
export function asking(path: string, selection?: Partial<Selection>, more: Record<string, string | number> = {}): string {
  const params = paramsOf(selection ?? {});
  for (const [name, value] of Object.entries(more)) if (value !== "") params.set(name, String(value));
  const asked = params.toString();
  return `${ROOT}${path}${asked ? `?${asked}` : ""}`;
}

/** The answer to a question; throws ApiError in the server's words. */
export async function get<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  return answered(fetch(address, { headers: { Accept: "application/json", ...OURS }, signal: signal ?? null }));
}

export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { "Content-Type": "application/json", Accept: "application/json", ...OURS };
  return answered(fetch(ROOT + path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function send<Answer>(path: string, form: FormData): Promise<Answer> {
  return answered(fetch(ROOT + path, { method: "POST", headers: OURS, body: form }));
}

async function answered<Answer>(asked: Promise<Response>): Promise<Answer> {
  let response: Response;
  try {
    response = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "The server does not answer. Is onrecord serve still running?");
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw new ApiError(response.status, problem?.detail ?? problem?.title ?? `The server answered ${response.status}.`);
}

export type Loaded<Answer> =
  | { state: "loading"; answer: Answer | null }
  | { state: "ready"; answer: Answer }
  | { state: "failed"; error: ApiError; answer: Answer | null; retry: () => void };

/**
 * What an address answers, asked again when it changes or `again` does; while a new answer comes, the old one stays.
 * Where the same address fails when it is asked again, what it answered before stays beside the error.
 * A null address asks nothing.
 */
export function useAnswer<Answer>(address: string | null, again = 0): Loaded<Answer> {
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ state: "loading", answer: null });
  const answering = useRef("");
  const [tries, setTries] = useState(0);
  // With the drawing, not after it: the question is on its way while the browser paints.
  useLayoutEffect(() => {
    if (address === null) return;
    const stop = new AbortController();
    setLoaded((before) => ({ state: "loading", answer: before.answer }));
    get<Answer>(address, stop.signal).then(
      (answer) => {
        answering.current = address;
        setLoaded({ state: "ready", answer });
      },
      (cause: unknown) => {
        if (stop.signal.aborted) return;
        const error = cause instanceof ApiError ? cause : new ApiError(0, String(cause));
        setLoaded(({ answer }) => ({ state: "failed", error, answer: answering.current === address ? answer : null, retry: () => setTries((count) => count + 1) }));
      },
    );
    return () => stop.abort();
  }, [address, again, tries]);
  return loaded;
}
