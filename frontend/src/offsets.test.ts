import { describe, expect, it } from "vitest";

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
