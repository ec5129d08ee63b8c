/** Marks on a text that overlap: cut into stretches, each with every mark that lies on it, so that none hides another. */

export interface Mark {
  /** The local id of its record. */
  record: string;
  /** What it is in the record: statement, cue, source, event, figure, time, place, actor ... */
  role: string;
  /** Code points, half-open. */
  start: number;
  end: number;
}

export interface Stretch {
  start: number;
  end: number;
  marks: readonly Mark[];
}

/** The stretches from `start` to `end`, in order and without gaps; where no mark lies, `marks` is empty. */
export function stretchesOf(marks: readonly Mark[], start: number, end: number): Stretch[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start && mark.end > mark.start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((from, number) => {
    const to = places[number + 1]!;
    return { start: from, end: to, marks: inside.filter((mark) => mark.start <= from && mark.end >= to) };
  });
}

/**
 * A lane for each mark, so that marks that overlap never share one: what begins first, and among those what is longest,
 * lies lowest. A mark that lies on a free lane takes the lowest.
 */
export function lanesOf(marks: readonly Mark[]): Map<Mark, number> {
  const placed = new Map<Mark, number>();
  const ends: number[] = [];
  for (const mark of [...marks].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const free = ends.findIndex((end) => end <= mark.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = mark.end;
    placed.set(mark, lane);
  }
  return placed;
}
