import { describe, expect, it } from "vitest";

import { lanesOf, stretchesOf } from "./marks";

const mark = (record: string, start: number, end: number) => ({ record, role: "evidence", start, end });

describe("marks that overlap", () => {
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

describe("the lanes of marks", () => {
  const lanes = (marks: ReturnType<typeof mark>[]) => Object.fromEntries([...lanesOf(marks)].map(([one, lane]) => [one.record, lane]));

  it("are apart where marks overlap, the outer one lowest", () => {
    expect(lanes([mark("inner", 4, 6), mark("outer", 0, 20), mark("across", 5, 30)])).toEqual({ outer: 0, inner: 1, across: 2 });
  });

  it("are taken again by what comes later", () => {
    expect(lanes([mark("a", 0, 4), mark("b", 4, 6), mark("c", 5, 9), mark("d", 9, 12)])).toEqual({ a: 0, b: 0, c: 1, d: 0 });
  });

  it("hold no two marks over the same character, whatever the marks", () => {
    const many = Array.from({ length: 60 }, (_, number) => mark(`r${number}`, (number * 37) % 50, ((number * 37) % 50) + 1 + ((number * 11) % 17)));
    const found = [...lanesOf(many)];
    for (const [one, lane] of found) {
      const beside = found.filter(([other, otherLane]) => other !== one && otherLane === lane);
      expect(beside.filter(([other]) => other.start < one.end && one.start < other.end)).toEqual([]);
    }
  });
});
