import { expect, it } from "vitest";

import { durationInWords } from "./durations";

it("writes durations in words and leaves the rest alone", () => {
  expect(durationInWords("P10D")).toBe("10 days");
  expect(durationInWords("P1M")).toBe("1 month");
  expect(durationInWords("P1DT12H")).toBe("1 day 12 hours");
  expect(durationInWords("PT30M")).toBe("30 minutes");
  expect(durationInWords("an exchange of prisoners")).toBe("an exchange of prisoners");
  expect(durationInWords("P")).toBe("P");
  expect(durationInWords("PXD")).toBe("PXD");
});
