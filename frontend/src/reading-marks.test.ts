import { describe, expect, it } from "vitest";

import { isDrawn, marksOf, startOf, voicesOf } from "./reading-marks";
import type { Raw, Report } from "./types";

const provenance = { stage: "statements", rule: "made by hand", inputs: [] };
const span = (start: number, text: string) => ({ start, end: start + text.length, text });
const text = 'The ministry, citing an official, said the port was "closed".';

const ministry: Raw = { id: "s1", provenance, attributed_to: [], source: "a1", source_span: span(0, "The ministry"), cue: span(34, "said"), content: [span(39, 'the port was "closed"')] };
const official: Raw = { id: "s2", provenance, attributed_to: ["s1"], source: null, source_span: span(21, "an official"), cue: span(14, "citing"), content: [span(52, '"closed"')] };
const closing: Raw = { id: "e1", provenance, attributed_to: ["s2", "s1"], trigger: span(53, "closed"), evidence: [span(39, 'the port was "closed"')] };
const report: Report = {
  report: { id: "r1", title: null, outlet: "Strait Wire", url: null, byline: null, published: null, language: "en", text, parts: [] },
  actors: [{ id: "a1", provenance, name: "Ministry of Ports", mentions: [span(0, "The ministry")] }],
  statements: [ministry, official], events: [closing], figures: [], times: [], places: [], votes: [], negotiations: [], warnings: [],
};

describe("the voices of a record", () => {
  it("go from the outlet inwards: outlet, ministry, official", () => {
    expect(voicesOf(report, closing).map((step) => [step.name, step.cue])).toEqual([
      ["Strait Wire", null], ["Ministry of Ports", "said"], ["an official", "citing"],
    ]);
  });

  it("of a statement end with whoever makes it", () => {
    expect(voicesOf(report, official).map((step) => step.statement)).toEqual([null, "s1", "s2"]);
  });

  it("are the publisher's alone where nobody is quoted", () => {
    expect(voicesOf({ ...report, report: { ...report.report, outlet: null } }, { id: "e9", provenance }).map((step) => step.name)).toEqual(["the publisher"]);
  });
});

describe("the marks of a report", () => {
  it("are each record's own characters", () => {
    const marks = marksOf(report);
    expect(new Set(marks.map((mark) => mark.record))).toEqual(new Set(["a1", "s1", "s2", "e1"]));
    for (const mark of marks) expect(text.slice(mark.start, mark.end)).not.toBe("");
  });

  it("of an event are its trigger alone until it is lit", () => {
    const drawn = marksOf(report).filter((mark) => mark.record === "e1" && isDrawn("events", mark));
    expect(drawn.map((mark) => text.slice(mark.start, mark.end))).toEqual(["closed"]);
    expect(startOf("events", closing)).toBe(39);
  });
});
