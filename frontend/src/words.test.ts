import { describe, expect, it } from "vitest";

import { bounds, counted, country, day, ownDays, reviewsIn } from "./words";

describe("values in words", () => {
  it("name a country by its alpha-3 code, and leave what nobody knows", () => {
    expect(country("KEN")).toBe("Kenya");
    expect(country("TLS")).toBe("Timor-Leste");
    expect(country("QQ1")).toBe("QQ1");
  });

  it("keep the bounds of a figure, zero and vagueness", () => {
    expect(bounds({ low: 0, best: 0, high: 0, bound: "exactly" })).toBe("0");
    expect(bounds({ low: 12, best: null, high: null, bound: "at_least" })).toBe("at least 12");
    expect(bounds({ low: 2000, best: null, high: 2500, bound: "between" })).toBe("2,000 to 2,500");
    expect(bounds({ low: null, best: null, high: null, bound: "vague" })).toBe("no number");
  });

  it("write days as people do, and no day as none", () => {
    expect(day("2021-05-03")).toBe("3 May 2021");
    expect(day(null)).toBe("no date");
    expect(ownDays({ day: null, day_end: null })).toBeNull();
    expect(ownDays({ day: "2021-05-03", day_end: "2021-05-05" })).toBe("3 May 2021 to 5 May 2021");
  });

  it("count in the right number", () => {
    expect(counted(1, "vote")).toBe("1 vote");
    expect(counted(0, "vote")).toBe("0 votes");
  });

  it("tell how far a report is reviewed", () => {
    expect(reviewsIn({ reviews: { rejected: 1, accepted: 1200 } })).toBe("reviewed: 1,200 accepted, 1 rejected");
    expect(reviewsIn({ reviews: {} })).toBe("reviewed");
  });
});
