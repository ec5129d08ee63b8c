/** A long list drawn from its beginning: what is in sight at once, the rest while the browser has nothing else to do. */

import { useEffect, useState } from "preact/hooks";

/** Items that are added to a drawing at a time. */
const STEP = 12;

/** The beginning of the items, and soon all of them; a list that grows at its end is not drawn from its beginning again. */
export function useGradually<One>(items: readonly One[], first: number): readonly One[] {
  const [drawn, setDrawn] = useState({ from: items[0], count: first });
  const count = drawn.from === items[0] ? drawn.count : first;
  useEffect(() => {
    if (count < items.length) return whenIdle(() => setDrawn({ from: items[0], count: count + STEP }));
  }, [items, count]);
  return count < items.length ? items.slice(0, count) : items;
}

/** Do this when there is time, but within a fifth of a second; the answer calls it off. */
function whenIdle(then: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const waiting = setTimeout(then, 20);
    return () => clearTimeout(waiting);
  }
  const waiting = requestIdleCallback(then, { timeout: 200 });
  return () => cancelIdleCallback(waiting);
}
