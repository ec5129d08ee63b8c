import { describe, expect, it } from "vitest";

import { dayNumber, dayTicks, floorTo, isoOf, linear, nextOf, stepFor, ticks } from "./scale";

const day = (iso: string) => dayNumber(iso)!;

describe("days", () => {
  it("count from 1970 and back", () => {
    expect(dayNumber("1970-01-01")).toBe(0);
    expect(dayNumber("2021-05-18T09:30:00Z")).toBe(day("2021-05-18"));
    expect(isoOf(day("2020-02-29"))).toBe("2020-02-29");
    expect(isoOf(day("1969-12-31"))).toBe("1969-12-31");
  });

  it("are none for what is no day", () => {
    expect(dayNumber(null)).toBeNull();
    expect(dayNumber("2021-05")).toBeNull();
    expect(dayNumber("soon")).toBeNull();
  });

  it("go back to the beginning of their week, month, quarter and year", () => {
    expect(isoOf(floorTo(day("2021-05-20"), "week"))).toBe("2021-05-17");
    expect(isoOf(floorTo(day("1969-12-31"), "week"))).toBe("1969-12-29");
    expect(isoOf(floorTo(day("2021-05-20"), "month"))).toBe("2021-05-01");
    expect(isoOf(floorTo(day("2021-05-20"), "quarter"))).toBe("2021-04-01");
    expect(isoOf(floorTo(day("2021-05-20"), "year"))).toBe("2021-01-01");
  });

  it("go on to the next one", () => {
    expect(isoOf(nextOf(day("2021-12-05"), "month"))).toBe("2022-01-01");
    expect(isoOf(nextOf(day("2021-11-05"), "quarter"))).toBe("2022-01-01");
    expect(isoOf(nextOf(day("2021-05-20"), "week"))).toBe("2021-05-24");
  });
});

describe("a scale", () => {
  it("goes from values to pixels and back", () => {
    const scale = linear([10, 20], [100, 300]);
    expect(scale(10)).toBe(100);
    expect(scale(15)).toBe(200);
    expect(scale.at(250)).toBe(17.5);
  });

  it("puts a domain without width in the middle", () => {
    expect(linear([3, 3], [0, 100])(3)).toBe(50);
  });
});

describe("ticks", () => {
  it("are round, begin at nought and reach the highest value", () => {
    expect(ticks(21, 4)).toEqual([0, 10, 20, 30]);
    expect(ticks(4, 4)).toEqual([0, 1, 2, 3, 4]);
    expect(ticks(1, 4)).toEqual([0, 1]);
    expect(ticks(0)).toEqual([0, 1]);
  });

  it("of days keep their distance and say the year first", () => {
    const found = dayTicks(day("2021-12-30"), day("2022-01-02"), 60);
    expect(found.map((tick) => tick.label)).toEqual(["30 Dec 2021", "31 Dec", "1 Jan 2022", "2 Jan"]);
    expect(stepFor(20)).toBe("week");
    expect(stepFor(3)).toBe("month");
    expect(stepFor(0.1)).toBe("year");
    expect(dayTicks(day("2015-01-01"), day("2018-06-01"), 0.1).map((tick) => tick.label)).toEqual(["2015", "2016", "2017", "2018"]);
  });
});
