/** The outlines of the world, asked for once from this server, not from a map service. */

import address from "world-atlas/countries-110m.json?url";
import type { FeatureCollection, MultiLineString } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

import { isDisputed } from "./disputed";

export interface World { land: FeatureCollection; borders: MultiLineString; disputed: MultiLineString; coast: MultiLineString }
type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

let asked: Promise<World> | null = null;

export function world(): Promise<World> {
  asked ??= fetch(address)
    .then((response) => {
      if (!response.ok) throw new Error(`The outlines of the world could not be loaded (${response.status}).`);
      return response.json() as Promise<Atlas>;
    })
    .then(worldOf);
  asked.catch(() => { asked = null; });
  return asked;
}

/** Land, borders that nobody contests, borders that somebody does, and coasts. */
export function worldOf(atlas: Atlas): World {
  const { countries } = atlas.objects;
  return {
    land: feature(atlas, countries),
    borders: mesh(atlas, countries, (one, other) => one !== other && !isDisputed(one, other)),
    disputed: mesh(atlas, countries, (one, other) => one !== other && isDisputed(one, other)),
    coast: mesh(atlas, countries, (one, other) => one === other),
  };
}
