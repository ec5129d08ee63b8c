import { describe, expect, it } from "vitest";

import { changed, FIELDS, typedOf, valueOf } from "./fields";
import { KINDS } from "./types";

describe("fields that a person sets", () => {
  it("keep zero, and take nothing as absent", () => {
    expect(valueOf({ form: "number" }, "0")).toBe(0);
    expect(valueOf({ form: "number" }, " ")).toBeNull();
    expect(valueOf({ form: "number" }, "a few")).toBe("a few");
    expect(typedOf({ form: "number" }, 0)).toBe("0");
    expect(typedOf({ form: "number" }, null)).toBe("");
  });

  it("tell no from not known", () => {
    const takes = { form: "yes or no" } as const;
    expect([valueOf(takes, "yes"), valueOf(takes, "no"), valueOf(takes, "")]).toEqual([true, false, null]);
    expect([typedOf(takes, true), typedOf(takes, false), typedOf(takes, null)]).toEqual(["yes", "no", ""]);
  });

  it("say only what was changed", () => {
    const before = { low: 0, high: null, actors: ["a1"], place: "p1" };
    expect(changed(before, { low: 0, high: 0, actors: ["a1", "a2"], place: null, mode: null })).toEqual({ high: 0, actors: ["a1", "a2"], place: null });
  });

  it("are given for every kind, each once", () => {
    for (const kind of KINDS) {
      const names = FIELDS[kind].map((field) => field.name);
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
