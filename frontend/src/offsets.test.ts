import { describe, expect, it } from "vitest";

import { stretchesOf } from "./marks";
import { Offsets } from "./offsets";

describe("offsets", () => {
  const text = "a😀e\u0301 \u05e9\u05dc\u05d5\u05dd 👩‍👩‍👧 end";
  const offsets = new Offsets(text);

  it("count code points, not UTF-16 units", () => {
    expect(offsets.length).toBe([...text].length);
    expect(text.length).toBeGreaterThan(offsets.length);
  });

  it("cut the same characters as a walk over code points", () => {
    const points = [...text];
    for (let start = 0; start <= points.length; start += 1) {
      for (let end = start; end <= points.length; end += 1) {
        expect(offsets.slice(start, end)).toBe(points.slice(start, end).join(""));
      }
    }
  });

  it("lead there and back", () => {
    for (let point = 0; point <= offsets.length; point += 1) expect(offsets.pointOf(offsets.unitOf(point))).toBe(point);
    expect(offsets.pointOf(2)).toBe(1); // the second half of the smiling face
  });

  it("stay within the text", () => {
    expect(offsets.unitOf(-3)).toBe(0);
    expect(offsets.unitOf(999)).toBe(text.length);
    expect(new Offsets("").length).toBe(0);
  });
});

describe("marks that overlap", () => {
  const mark = (record: string, start: number, end: number) => ({ record, role: "event", start, end });

  it("are cut into stretches that keep every mark", () => {
    const found = stretchesOf([mark("a", 2, 8), mark("b", 5, 10), mark("c", 5, 6)], 0, 12);
    expect(found.map((one) => [one.start, one.end, one.marks.map((m) => m.record).join("")])).toEqual([
      [0, 2, ""], [2, 5, "a"], [5, 6, "abc"], [6, 8, "ab"], [8, 10, "b"], [10, 12, ""],
    ]);
  });

  it("are cut at the ends of the part, and empty ones are left out", () => {
    expect(stretchesOf([mark("a", 0, 100), mark("b", 7, 7)], 5, 9)).toEqual([
      { start: 5, end: 9, marks: [mark("a", 0, 100)] },
    ]);
  });
});
