/** A dialog of the browser's own: it keeps the focus inside, closes with Escape, and gives the focus back. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // What is to be filled in comes first, not the button that closes.
    element?.querySelector<HTMLElement>("form :is(input, select, textarea), .dialog-body :is(a, button, input)")?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <div class="dialog-head">
        <h2>{title}</h2>
        <button type="button" class="plain" aria-label="Close" onClick={onClose}>×</button>
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
