/** What reviewers did, and what may be undone: the newest change that still stands. */

import type { Correction, History } from "./types";

/**
 * The newest correction of a record that this page has seen; a server that knows a newer one refuses the next.
 * `own` was kept here last: it is the newest until a report that holds it has come.
 */
export function newestSeen(corrections: readonly Correction[], record: string, own?: string): string | null {
  if (own !== undefined && !corrections.some((one) => one.id === own)) return own;
  return corrections.findLast((one) => one.record === record)?.id ?? null;
}

/** The correction that undoing takes back: the newest that stands and is no undoing itself. */
export function undoable(history: History): string | null {
  return history.items.findLast((one) => one.standing === "stands" && one.correction.action !== "undo")?.correction.id ?? null;
}
