/** Code points to UTF-16 and back: the one place where the record's offsets meet the browser's. */

export class Offsets {
  /** Where each code point starts, in UTF-16 units; one more than there are code points. */
  private readonly units: Uint32Array;

  constructor(readonly text: string) {
    const starts: number[] = [];
    for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) starts.push(unit);
    starts.push(text.length);
    this.units = Uint32Array.from(starts);
  }

  /** How many code points the text has. */
  get length(): number {
    return this.units.length - 1;
  }

  /** The UTF-16 unit at which a code point starts; offsets outside the text are moved to its ends. */
  unitOf(point: number): number {
    return this.units[Math.max(0, Math.min(point, this.length))]!;
  }

  /** The code point that holds a UTF-16 unit: half of a pair belongs to the whole. */
  pointOf(unit: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle]! <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The characters from one code point to another. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unitOf(start), this.unitOf(end));
  }
}
