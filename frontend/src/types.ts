/** The shapes that the interface under /api/v1 answers with; see docs/REST.md. */

export interface Span { start: number; end: number; text: string }
export interface ReportNamed { id: string; title: string | null; outlet: string | null }
export interface Participant { role: string; id: string; name: string | null; cluster: number | null }
export interface Page<One> { items: One[]; next: string | null; total?: number | null }

export interface RecordShown {
  id: string; kind: Kind; local: string; state: State; label: string | null; type: string | null;
  modality: string | null; polarity: string | null; attributed: boolean;
  day: string | null; day_end: string | null; published: string | null;
  country: string | null; place: string | null; latitude: number | null; longitude: number | null;
  low: number | null; best: number | null; high: number | null; bound: string | null; unit: string | null;
  scope: string | null; span: Span; report: ReportNamed; participants: Participant[];
}

export type Kind = "actors" | "statements" | "events" | "figures" | "times" | "places" | "votes" | "negotiations";
export const KINDS: readonly Kind[] = ["statements", "events", "figures", "votes", "negotiations", "actors", "times", "places"];
export type State = "machine" | "accepted" | "rejected" | "edited" | "added" | "merged";

export interface Piece { text: string; hit: boolean }
export interface ReportShown {
  id: string; title: string | null; outlet: string | null; url: string | null; published: string | null;
  added: string; state: "read" | "reviewed"; counts: Partial<Record<Kind, number>>;
  reviews: Partial<Record<State, number>>;
  origin: { id: number; size: number; outlets: string[] } | null; snippet: Piece[];
}

/** What the reports of a selection come to; `origins` are the texts they go back to. */
export interface ReportTotals { reports: number; outlets: number; origins: number; reviewed: number }

export interface StatementShown extends RecordShown {
  content: Span[]; content_text: string; cue: Span | null; manner: string | null; source: Participant | null;
  source_text: string | null; addressees: Participant[]; within: string[];
}

export interface Facets {
  kinds: Record<string, number>; types: Record<string, number>; outlets: Record<string, number>;
  countries: Record<string, number>; months: Record<string, number>; total: number;
}

export interface Correction {
  id: string; report: string; record: string | null; kind: Kind; action: string; author: string; at: string;
  reason: string | null; supersedes: string | null; body: Record<string, unknown>;
  target: { local: string; start: number; end: number; text: string } | null;
}
/** Whether a correction still counts: an undone one does not, nor one that fits no record of a later reading. */
export type Standing = "stands" | "undone" | "does not fit";
export interface History { items: { correction: Correction; standing: Standing; why: string | null }[]; newest: string | null }
export interface Why {
  evidence: Span[]; stage: string; rule: string; version: number; inputs: string[];
  chain: { statement: string; source: string | null; cue: Span | null }[];
}

/** A record as onrecord/1 has it: only what the page reads of it is named. */
export interface Raw {
  id: string; provenance: { stage: string; rule: string; inputs: string[] }; attributed_to?: string[];
  [field: string]: unknown;
}
export interface Report {
  report: {
    id: string; title: string | null; outlet: string | null; url: string | null; byline: string | null;
    published: string | null; language: string; text: string; parts: { kind: PartKind; start: number; end: number }[];
  };
  actors: Raw[]; statements: Raw[]; events: Raw[]; figures: Raw[]; times: Raw[]; places: Raw[]; votes: Raw[];
  negotiations: Raw[]; warnings: string[];
}
export type PartKind = "title" | "dateline" | "heading" | "paragraph" | "caption" | "boilerplate";
export interface ReportWhole {
  report: Report;
  versions: { id: string; number: number; added: string; is_current: boolean }[];
  records: { id: string; local: string; kind: Kind; state: State; label: string | null; cluster: number | null }[];
  corrections: Correction[];
}

export interface Lane { id: string; label: string; total: number; items: RecordShown[] }
export interface Timeline { lanes: Lane[]; undated: number }
export interface Feature {
  id: string; latitude: number; longitude: number; precision: string | null; label: string | null; kind: string;
  count: number; records: string[];
}
export interface PlaceMap { features: Feature[]; unplaced: RecordShown[]; unplaced_total: number }

export interface Point {
  record: string; report: string; title: string | null; outlet: string | null; published: string | null;
  as_of: string | null; low: number | null; best: number | null; high: number | null; bound: string | null;
  scope: string | null; wording: string | null; revision_of: string | null; is_revised: boolean; value: number | null;
}
export interface Voice { source: string | null; outlet: string | null; cluster: number | null; points: Point[] }
export interface Series {
  id: number; label: string; measure: string; unit: string; group: string; place: string | null;
  country: string | null; start: string | null; day: string | null; day_end: string | null; sources: Voice[];
}

export interface Side {
  record: string; report: string; title: string | null; outlet: string | null; source: string | null; words: string;
  date: string | null;
}
export interface Disagreement {
  id: number; kind: string; label: string; day: string | null; country: string | null; left: Side; right: Side;
  reasons: string[];
}

export interface Named { id: string; name: string; cluster: number | null }
export interface Board {
  id: number; label: string; day: string | null; day_end: string | null; parties: Named[]; mediators: Named[];
  topics: string[]; venues: string[]; stage_history: { stage: string; day: string | null; record: string }[];
  proposals: {
    by: Named | null; terms: string[]; day: string | null; record: string;
    replies: { by: Named | null; reply: string; day: string | null; record: string }[];
  }[];
  deadlines: { day: string; value: string; words: string; record: string }[];
}
export interface Motion {
  id: number; motion: string | null; body: Named | null; day: string | null; modality: string;
  counts: { yes: number | null; no: number | null; abstain: number | null; absent: number | null };
  ballots: { voter: Named; option: string }[]; sponsors: Named[]; vetoes: Named[]; adopted: boolean | null;
  records: string[];
}

export interface Node { id: string; label: string; kind: string | null; country: string | null; weight: number }
/** `attributed`: on somebody's word alone, not in a publisher's own voice. */
export interface Edge { source: string; target: string; type: string; attributed: boolean; weight: number; records: string[] }
export interface Network { nodes: Node[]; edges: Edge[]; left_out: number }

export interface Me { name: string; role: "reader" | "reviewer" | "admin"; tokens: boolean }
export interface Problem { type: string; title: string; status: number; detail?: string }
