/** A list that grows piece by piece, and begins anew with each new first piece. */

import { useEffect, useState } from "preact/hooks";

import { get } from "./api";
import type { Page } from "./types";

export interface Growing<One> {
  items: readonly One[];
  hasMore: boolean;
  more: () => Promise<void>;
  /** What went wrong with the last piece; empty where nothing did. */
  failed: string;
}

/**
 * `addressAfter` is the address of the piece after a cursor. While a new answer comes, `useAnswer` keeps the old one:
 * so the list begins anew with the answer, never with the question (no `key={address}` on what shows it).
 */
export function useGrowing<One>(first: Page<One>, addressAfter: (cursor: string) => string): Growing<One> {
  const [grown, setGrown] = useState({ first, items: first.items, next: first.next });
  const [failed, setFailed] = useState("");
  useEffect(() => {
    setGrown({ first, items: first.items, next: first.next });
    setFailed("");
  }, [first]);
  // Until the effect has run, what is shown is the new first piece, not the old list.
  const now = grown.first === first ? grown : { first, items: first.items, next: first.next };
  const more = async () => {
    if (now.next === null) return;
    try {
      const page = await get<Page<One>>(addressAfter(now.next));
      setFailed("");
      setGrown((before) => (before.first === first ? { first, items: [...before.items, ...page.items], next: page.next } : before));
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  };
  return { items: now.items, hasMore: now.next !== null, more, failed };
}
