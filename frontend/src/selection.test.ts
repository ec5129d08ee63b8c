import { describe, expect, it } from "vitest";

import { addressOf, routeOf } from "./route";
import { conditions, EMPTY, isEmpty, paramsOf, selectionOf, toggled } from "./selection";

describe("a selection in the address", () => {
  it("comes back as it was", () => {
    const selection = {
      ...EMPTY, q: '"two words" -third & more', kind: ["events", "figures"], from: "2021-05-01", to: "2021-05-31",
      actor: ["12", "Hanna Broz"], attributed: "false", bbox: "20,30,50,60",
    };
    expect(selectionOf(new URLSearchParams(paramsOf(selection).toString()))).toEqual(selection);
  });

  it("is the same address whatever the order in which it was made", () => {
    const one = toggled(toggled(EMPTY, "kind", "events"), "country", "KEN");
    const other = toggled(toggled(EMPTY, "country", "KEN"), "kind", "events");
    expect(paramsOf(one).toString()).toBe(paramsOf(other).toString());
  });

  it("leaves out what is no day and what nobody knows", () => {
    const found = selectionOf(new URLSearchParams("from=yesterday&colour=red&attributed=maybe&kind=events&kind=events"));
    expect(found).toEqual({ ...EMPTY, kind: ["events"] });
  });

  it("toggles a value in and out", () => {
    const once = toggled(EMPTY, "outlet", "Strait Wire");
    expect(conditions(once)).toEqual([{ name: "outlet", value: "Strait Wire" }]);
    expect(isEmpty(toggled(once, "outlet", "Strait Wire"))).toBe(true);
  });
});

describe("a route", () => {
  const at = (address: string) => routeOf(new URL(address, "http://127.0.0.1"));

  it("keeps the report, the lit record, the selection and the view's own state", () => {
    const address = "/reading/r0123456789abcdef?country=KEN&record=e3&v.tab=why";
    expect(addressOf(at(address))).toBe(address);
    expect(at(address)).toMatchObject({ view: "reading", reading: "r0123456789abcdef", lit: "e3", own: { tab: "why" } });
  });

  it("falls back to the reports", () => {
    expect(at("/nowhere/at/all").view).toBe("reports");
  });
});
