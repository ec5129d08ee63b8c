/** Tabs with the keys that people expect: left, right, home, end. */

import type { ComponentChildren } from "preact";

export function Tabs<Name extends string>({ names, chosen, label, onChoose, children }: {
  names: Readonly<Record<Name, string>>; chosen: Name; label: string; onChoose: (name: Name) => void; children: ComponentChildren;
}) {
  const all = Object.keys(names) as Name[];
  const step = (event: KeyboardEvent) => {
    const at = all.indexOf(chosen);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const name = all[(next + all.length) % all.length]!;
    onChoose(name);
    document.getElementById(`tab-${name}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={step}>
        {all.map((name) => (
          <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={chosen === name} aria-controls="tab-panel" tabIndex={chosen === name ? 0 : -1} onClick={() => onChoose(name)}>{names[name]}</button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${chosen}`}>{children}</div>
    </>
  );
}
