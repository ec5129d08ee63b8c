/** Durations of ISO 8601 among other words. */

const UNITS: readonly [string, string][] = [["Y", "year"], ["M", "month"], ["W", "week"], ["D", "day"]];
const HOURS: readonly [string, string][] = [["H", "hour"], ["M", "minute"], ["S", "second"]];

/** P10D is "10 days", PT36H "36 hours"; what is no duration stays as it is. */
export function durationInWords(term: string): string {
  const found = /^P(?=.)((?:\d+[YMWD])*)(?:T((?:\d+[HMS])+))?$/.exec(term);
  if (found === null) return term;
  const words = [...partsOf(found[1] ?? "", UNITS), ...partsOf(found[2] ?? "", HOURS)];
  return words.length === 0 ? term : words.join(" ");
}

function partsOf(piece: string, units: readonly [string, string][]): string[] {
  return [...piece.matchAll(/(\d+)([A-Z])/g)].map(([, number, letter]) => {
    const unit = units.find(([one]) => one === letter)?.[1] ?? "";
    return `${number} ${unit}${number === "1" ? "" : "s"}`;
  });
}
