/** The report as it was, with every record marked: tints and stacked underlines, so that no mark hides another. */

import { useMemo } from "preact/hooks";

import { type Mark, type Stretch, stretchesOf } from "../marks";
import type { Offsets } from "../offsets";
import { isDrawn, type Known } from "../reading-marks";
import type { Kind, PartKind, Report } from "../types";

const TAGS: Record<PartKind, "h2" | "h3" | "p"> = {
  title: "h2", heading: "h3", dateline: "p", paragraph: "p", caption: "p", boilerplate: "p",
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

export function ReportText({ report, offsets, marks, known, shown, lit, onPoint, onChoose }: Props) {
  const drawn = useMemo(
    () => marks.filter((mark) => {
      const kind = known.get(mark.record)?.kind;
      return kind !== undefined && shown.has(kind) && isDrawn(kind, mark);
    }),
    [marks, known, shown],
  );
  const lighting = useMemo(() => marks.filter((mark) => mark.record === lit), [marks, lit]);
  return (
    <div class="report-text" lang={report.report.language}>
      {partsOf(report, offsets.length).map((part) => {
        const Tag = TAGS[part.kind];
        return (
          <Tag key={part.start} class={`part part-${part.kind}`} dir="auto" data-start={part.start}>
            {stretchesOf([...drawn, ...lighting], part.start, part.end).map((stretch) => (
              <Piece key={stretch.start} stretch={stretch} offsets={offsets} known={known} lit={lit} onPoint={onPoint} onChoose={onChoose} />
            ))}
          </Tag>
        );
      })}
    </div>
  );
}

function Piece({ stretch, offsets, known, lit, onPoint, onChoose }: {
  stretch: Stretch; offsets: Offsets; known: ReadonlyMap<string, Known>; lit: string;
  onPoint: (record: string) => void; onChoose: (record: string) => void;
}) {
  const text = offsets.slice(stretch.start, stretch.end);
  if (stretch.marks.length === 0) return <span data-start={stretch.start}>{text}</span>;
  const names = new Set(stretch.marks.filter((mark) => isDrawn(known.get(mark.record)!.kind, mark)).map((mark) => className(mark, known)));
  if (stretch.marks.some((mark) => mark.record === lit)) names.add("m-lit");
  const nearest = narrowest(stretch.marks);
  return (
    <span
      class={["m", ...names].join(" ")}
      data-start={stretch.start}
      onMouseEnter={() => onPoint(nearest)}
      onMouseLeave={() => onPoint("")}
      onClick={() => { if (getSelection()?.isCollapsed !== false) onChoose(nearest); }}
    >
      {text}
    </span>
  );
}

/** The record of the shortest mark: the one a reader points at. */
function narrowest(marks: readonly Mark[]): string {
  return [...marks].sort((one, other) => one.end - one.start - (other.end - other.start))[0]!.record;
}

function className(mark: Mark, known: ReadonlyMap<string, Known>): string {
  const { kind } = known.get(mark.record)!;
  return kind === "statements" ? `m-${mark.role}` : `m-${kind}`;
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
