/** How many records each month has; pressing a month narrows the days to it. */

import { asking, useAnswer } from "../api";
import { go, type Route } from "../route";
import type { Facets, Kind } from "../types";
import { counted } from "../words";

import "./months.css";

export function Months({ route, kind }: { route: Route; kind?: Kind }) {
  const loaded = useAnswer<Facets>(asking("/facets", { ...route.selection, ...(kind === undefined ? {} : { kind: [kind] }), from: "", to: "" }));
  if (loaded.state === "failed" || loaded.answer === null) return null;
  const months = Object.entries(loaded.answer.months).filter(([month]) => /^\d{4}-\d{2}$/.test(month)).sort(([one], [other]) => (one < other ? -1 : 1));
  if (months.length < 2) return null;
  const most = Math.max(...months.map(([, number]) => number));
  const { from, to } = route.selection;
  const narrow = (first: string, last: string) => go({ ...route, own: { ...route.own, days: "" }, selection: { ...route.selection, from: first, to: last } });
  return (
    <nav class="months no-print" aria-label="Records by month">
      <ol>
        {months.map(([month, number]) => {
          const first = `${month}-01`;
          const last = lastOf(month);
          const isIn = from === first && to === last;
          return (
            <li key={month}>
              <button type="button" class="month" aria-pressed={isIn} title={`${monthName(month)}: ${counted(number, "record")}`} onClick={() => (isIn ? narrow("", "") : narrow(first, last))}>
                <span class="month-bar" style={{ height: `${Math.max(2, Math.round((28 * number) / most))}px` }} />
                <span class="month-name">{months.length <= 18 ? monthName(month) : month.endsWith("-01") ? month.slice(0, 4) : ""}</span>
                <span class="visually-hidden">{months.length > 18 ? monthName(month) : ""}: {counted(number, "record")}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function lastOf(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function monthName(month: string): string {
  return new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
}
