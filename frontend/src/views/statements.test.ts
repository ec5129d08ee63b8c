import { expect, it } from "vitest";

import type { StatementShown } from "../types";
import { groupsOf } from "./statements";

function said(id: string, name: string | null, cluster: number | null, more: Partial<StatementShown> = {}): StatementShown {
  const source = name === null ? null : { role: "source", id: `r1:a${id}`, name, cluster };
  return { id, type: "assertion", day: null, published: "2021-05-18", source, source_text: null, addressees: [], ...more } as StatementShown;
}

it("groups statements by speaker across spellings of one cluster, the fullest first", () => {
  const groups = groupsOf([said("1", "the mayor", null), said("2", "Water Board", 4), said("3", "the Water Board", 4)], "speaker");
  expect(groups.map((group) => [group.label, group.items.length])).toEqual([["Water Board", 2], ["the mayor", 1]]);
});

it("names a source by its words where it has no name", () => {
  expect(groupsOf([said("1", null, null, { source_text: "officials" }), said("2", null, null)], "speaker").map((group) => group.label)).toEqual(["Nobody named", "officials"]);
});

it("puts a statement to two addressees under both", () => {
  const to = [{ role: "addressee", id: "r1:a8", name: "Dalmora", cluster: 1 }, { role: "addressee", id: "r1:a9", name: "Quorra", cluster: null }];
  expect(groupsOf([said("1", "the mayor", null, { addressees: to })], "addressee").map((group) => group.label)).toEqual(["To Dalmora", "To Quorra"]);
});

it("lists days newest first", () => {
  const groups = groupsOf([said("1", "a", null), said("2", "b", null, { day: "2021-05-20" })], "time");
  expect(groups.map((group) => group.key)).toEqual(["2021-05-20", "2021-05-18"]);
});
