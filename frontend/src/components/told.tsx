/** The records that a board, a motion or an edge is made from, as links to their reports. */

import type { Route } from "../route";
import { RecordLink } from "./links";

export function Told({ route, records }: { route: Route; records: readonly string[] }) {
  if (records.length === 0) return null;
  if (records.length === 1) return <p class="small soft told"><RecordLink route={route} id={records[0]!}>Where it is told</RecordLink></p>;
  return <p class="small soft told">Where it is told: {records.map((id, number) => <RecordLink key={id} route={route} id={id}>{number + 1}<span class="visually-hidden"> of {records.length}</span></RecordLink>)}</p>;
}
