/**
 * Borders that more than one side claims, drawn dashed whoever holds the ground. Written by hand in the manner of Natural
 * Earth's breakaway and disputed areas, not made from its files, and not complete; `area` says why a pair is here. A whole
 * border is dashed even where only a stretch of it is claimed: the outlines do not tell one from the other.
 * Countries by ISO 3166-1 numeric code; three territories have none and go by Natural Earth's name for them.
 */

export interface Disputed { one: string; other: string; area: string }

/** All borders of these are dashed. */
export const DISPUTED_TERRITORIES: Readonly<Record<string, string>> = {
  "158": "Taiwan", "238": "Falkland Islands / Malvinas", "275": "West Bank and Gaza", "732": "Western Sahara",
  Kosovo: "Kosovo", "N. Cyprus": "Northern Cyprus", Somaliland: "Somaliland",
};

/** Between these two, the border is dashed. */
export const DISPUTED_BORDERS: readonly Disputed[] = [
  { one: "356", other: "586", area: "Jammu and Kashmir, Siachen" },
  { one: "156", other: "356", area: "Aksai Chin, Arunachal Pradesh, Demchok" },
  { one: "156", other: "586", area: "Shaksgam Valley" },
  { one: "064", other: "156", area: "Doklam and valleys beside it" },
  { one: "376", other: "760", area: "Golan Heights" },
  { one: "376", other: "422", area: "Shebaa Farms" },
  { one: "422", other: "760", area: "Shebaa Farms" },
  { one: "643", other: "804", area: "Crimea, Donbas" },
  { one: "268", other: "643", area: "Abkhazia, South Ossetia" },
  { one: "031", other: "051", area: "Nagorno-Karabakh" },
  { one: "498", other: "804", area: "Transnistria" },
  { one: "408", other: "410", area: "Korean Demilitarized Zone" },
  { one: "728", other: "729", area: "Abyei, Kafia Kingi" },
  { one: "729", other: "818", area: "Halaib Triangle, Bir Tawil" },
  { one: "404", other: "728", area: "Ilemi Triangle" },
  { one: "231", other: "729", area: "Al-Fashaga" },
  { one: "231", other: "232", area: "Badme" },
  { one: "328", other: "862", area: "Essequibo" },
  { one: "328", other: "740", area: "Courantyne headwaters" },
  { one: "032", other: "152", area: "Southern Patagonian Ice Field" },
];

interface Feature { id?: string | number | undefined; properties?: object | null | undefined }

/** The code of a country of the map, its name where it has no code. */
export function keyOf(feature: Feature): string {
  if (feature.id !== undefined) return String(feature.id).padStart(3, "0");
  return (feature.properties as { name?: string } | null | undefined)?.name ?? "";
}

/** Whether the border between two countries is one that more than one side claims. */
export function isDisputed(left: Feature, right: Feature): boolean {
  const [one, other] = [keyOf(left), keyOf(right)];
  if (one in DISPUTED_TERRITORIES || other in DISPUTED_TERRITORIES) return true;
  return DISPUTED_BORDERS.some((pair) => (pair.one === one && pair.other === other) || (pair.one === other && pair.other === one));
}
