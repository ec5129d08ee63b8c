/** Keys of a view, without a modifier. */

import { useLayoutEffect, useRef } from "preact/hooks";

/** Keys of the view; nothing is taken from a field in which somebody types, or while a dialog is open. */
export function useKeys(keys: Record<string, () => void>, isOn = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Bound together with what is seen, not some time after it: a key that follows at once is not lost.
  useLayoutEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [isOn]);
}
