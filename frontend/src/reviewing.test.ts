import { describe, expect, it } from "vitest";

import { newestSeen, undoable } from "./reviewing";
import type { Correction, Standing } from "./types";

const correction = (id: string, action: string, record = "r1:e3"): Correction => ({
  id, action, record, report: "r1", kind: "events", author: "Ada", at: "2021-06-01T08:00:00.000Z", reason: null, supersedes: null, body: {}, target: null,
});
const kept = (id: string, action: string, standing: Standing) => ({ correction: correction(id, action), standing, why: null });

describe("what may be undone", () => {
  it("is the newest change that stands, not the undoing of another", () => {
    const items = [kept("c1", "edit", "stands"), kept("c2", "reject", "undone"), kept("c3", "undo", "stands")];
    expect(undoable({ items, newest: "c3" })).toBe("c1");
  });

  it("is nothing where all is undone", () => {
    expect(undoable({ items: [kept("c1", "reject", "undone"), kept("c2", "undo", "stands")], newest: "c2" })).toBeNull();
    expect(undoable({ items: [], newest: null })).toBeNull();
  });
});

describe("the newest correction seen", () => {
  it("is the record's own", () => {
    const seen = [correction("c1", "edit"), correction("c2", "accept"), correction("c3", "reject", "r1:s1")];
    expect(newestSeen(seen, "r1:e3")).toBe("c2");
    expect(newestSeen(seen, "r1:e9")).toBeNull();
  });

  it("is what was kept here until the report that came holds it", () => {
    const before = [correction("c1", "accept")];
    expect(newestSeen(before, "r1:e3", "c2")).toBe("c2");
    expect(newestSeen([...before, correction("c2", "reject"), correction("c3", "edit")], "r1:e3", "c2")).toBe("c3");
  });
});
