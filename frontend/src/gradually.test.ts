import { h, render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it } from "vitest";

import { useGradually } from "./gradually";

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

describe("a long list", () => {
  it("begins with what is in sight, is soon whole, and is not begun anew when it grows", async () => {
    const seen: number[] = [];
    const List = ({ items }: { items: readonly number[] }) => { seen.push(useGradually(items, 5).length); return null; };
    const root = document.createElement("div");
    const items = numbers(30);
    await act(() => render(h(List, { items }), root));
    expect(seen[0]).toBe(5);
    await expect.poll(() => seen.at(-1)).toBe(30);
    const before = seen.length;
    await act(() => render(h(List, { items: numbers(50) }), root));
    await expect.poll(() => seen.at(-1)).toBe(50);
    expect(Math.min(...seen.slice(before))).toBeGreaterThanOrEqual(29);
    await act(() => render(h(List, { items: [7, ...numbers(50)] }), root));
    expect(seen).toContain(5);
  });
});
