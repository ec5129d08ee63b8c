/** The report as it was, with every record marked: tints and stacked underlines, so that no mark hides another. */

import { useMemo, useState } from "preact/hooks";

import { lanesOf, type Mark, type Stretch, stretchesOf } from "../marks";
import type { Offsets } from "../offsets";
import { isDrawn, type Known } from "../reading-marks";
import type { Kind, PartKind, Report } from "../types";
import { KIND_ONE } from "../words";

const TAGS: Record<PartKind, "h1" | "h2" | "p"> = {
  title: "h1", heading: "h2", dateline: "p", paragraph: "p", caption: "p", boilerplate: "p",
};

interface Props {
  report: Report;
  offsets: Offsets;
  marks: readonly Mark[];
  known: ReadonlyMap<string, Known>;
  shown: ReadonlySet<Kind>;
  lit: string;
  onPoint: (record: string) => void;
  onChoose: (record: string) => void;
}

/** How many underlines fit below a line; what lies deeper shares the last one. */
const LANES = 4;

export function ReportText({ report, offsets, marks, known, shown, lit, onPoint, onChoose }: Props) {
  const drawn = useMemo(
    () => marks.filter((mark) => {
      const kind = known.get(mark.record)?.kind;
      return kind !== undefined && shown.has(kind) && isDrawn(kind, mark);
    }),
    [marks, known, shown],
  );
  const lanes = useMemo(() => lanesOf(drawn.filter((mark) => known.get(mark.record)!.kind !== "statements")), [drawn, known]);
  const lighting = useMemo(() => marks.filter((mark) => mark.record === lit && !drawn.includes(mark)), [marks, drawn, lit]);
  const [heard, setHeard] = useState("");
  const walk = (event: KeyboardEvent) => {
    if (event.key === "Enter" && lit) return onChoose(lit);
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    const next = besideOf(drawn, lit, event.key === "ArrowRight" ? 1 : -1);
    const first = drawn.find((mark) => mark.record === next);
    onPoint(next);
    if (first) setHeard(`${KIND_ONE[known.get(next)!.kind]}: ${offsets.slice(first.start, first.end)}`);
    requestAnimationFrame(() => document.querySelector(".m-lit")?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <div class="report-text" lang={report.report.language} role="group" tabIndex={0} aria-label="The text. Arrow right and left light up its records one after another, Enter opens one." onKeyDown={walk} onBlur={() => onPoint("")}>
      <span class="visually-hidden" role="status">{heard}</span>
      {partsOf(report, offsets.length).map((part) => {
        const Tag = TAGS[part.kind];
        return (
          <Tag key={part.start} class={`part part-${part.kind}`} dir="auto" data-start={part.start}>
            {stretchesOf([...drawn, ...lighting], part.start, part.end).map((stretch) => (
              <Piece key={stretch.start} stretch={stretch} lanes={lanes} offsets={offsets} known={known} lit={lit} onPoint={onPoint} onChoose={onChoose} />
            ))}
          </Tag>
        );
      })}
    </div>
  );
}

function Piece({ stretch, lanes, offsets, known, lit, onPoint, onChoose }: {
  stretch: Stretch; lanes: ReadonlyMap<Mark, number>; offsets: Offsets; known: ReadonlyMap<string, Known>; lit: string;
  onPoint: (record: string) => void; onChoose: (record: string) => void;
}) {
  const text = offsets.slice(stretch.start, stretch.end);
  if (stretch.marks.length === 0) return <span data-start={stretch.start}>{text}</span>;
  const nearest = narrowest(stretch.marks);
  return (
    <span
      class={["m", ...classesOf(stretch.marks, lanes, known, lit)].join(" ")}
      data-start={stretch.start}
      onMouseEnter={() => onPoint(nearest)}
      onMouseLeave={() => onPoint("")}
      onClick={() => { if (getSelection()?.isCollapsed !== false) onChoose(nearest); }}
    >
      {text}
    </span>
  );
}

/** A tint for what is said, a deeper one where somebody is quoted within; one underline a lane for all else. */
function classesOf(marks: readonly Mark[], lanes: ReadonlyMap<Mark, number>, known: ReadonlyMap<string, Known>, lit: string): Set<string> {
  const names = new Set<string>();
  for (const mark of marks) {
    const { kind } = known.get(mark.record)!;
    const lane = lanes.get(mark);
    if (lane !== undefined) names.add(`m-${Math.min(lane, LANES - 1)}-${kind}`);
    else if (kind === "statements") names.add(names.has("m-content") && mark.role === "content" ? "m-content-within" : `m-${mark.role}`);
    if (mark.record === lit) names.add("m-lit");
  }
  return names;
}

/** The record whose first mark stands before or after that of another one in the text. */
function besideOf(drawn: readonly Mark[], lit: string, step: 1 | -1): string {
  const order = [...new Set([...drawn].sort((one, other) => one.start - other.start || one.end - other.end).map((mark) => mark.record))];
  const at = order.indexOf(lit);
  if (at === -1) return order.at(step === 1 ? 0 : -1) ?? "";
  return order[Math.max(0, Math.min(order.length - 1, at + step))] ?? "";
}

/** The record of the shortest mark: the one a reader points at. */
function narrowest(marks: readonly Mark[]): string {
  return [...marks].sort((one, other) => one.end - one.start - (other.end - other.start))[0]!.record;
}

/** The parts of the text; what lies between them (line breaks, mostly) is left to the layout. */
function partsOf(report: Report, length: number): { kind: PartKind; start: number; end: number }[] {
  const { parts } = report.report;
  return parts.length > 0 ? parts : [{ kind: "paragraph", start: 0, end: length }];
}

/** The code points of what is selected in the text, or null. */
export function selectedSpan(offsets: Offsets): { start: number; end: number; text: string } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = pointAt(range.startContainer, range.startOffset, offsets);
  const end = pointAt(range.endContainer, range.endOffset, offsets);
  if (start === null || end === null || end <= start) return null;
  return { start, end, text: offsets.slice(start, end) };
}

function pointAt(node: Node, offset: number, offsets: Offsets): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>("span[data-start]");
  if (!piece || !piece.closest(".report-text")) return null;
  const inside = node.nodeType === Node.TEXT_NODE ? offset : offset === 0 ? 0 : (piece.textContent ?? "").length;
  return offsets.pointOf(offsets.unitOf(Number(piece.dataset["start"])) + inside);
}
