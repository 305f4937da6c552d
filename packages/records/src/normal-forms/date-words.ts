export type Season = "spring" | "summer" | "autumn" | "winter";

const MONTH_NAMES: readonly string[] = [
  "january jan januar jänner jaenner janvier janv enero ene gennaio gen janeiro",
  "february feb februar feber février févr fevrier fevr febrero febbraio fevereiro fev",
  "march mar märz maerz mrz mars marzo março marco",
  "april apr avril avr abril abr aprile",
  "may mai mayo maggio mag maio",
  "june jun juni juin junio giugno giu junho",
  "july jul juli juillet juil julio luglio lug julho",
  "august aug août aout agosto ago",
  "september sep sept septembre septiembre setiembre settembre set setembro",
  "october oct oktober okt octobre octubre ottobre ott outubro out",
  "november nov novembre noviembre novembro",
  "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro",
];

const SEASON_NAMES: readonly (readonly [Season, string])[] = [
  ["spring", "spring spr printemps frühjahr frühling primavera"],
  ["summer", "summer sum sommer été verano estate verão"],
  ["autumn", "autumn aut fall fal automne herbst otoño autunno outono"],
  ["winter", "winter win hiver invierno inverno"],
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.flatMap((names, at) => names.split(" ").map((name) => [name, at + 1] as const)),
);

const SEASONS: ReadonlyMap<string, Season> = new Map(
  SEASON_NAMES.flatMap(([season, names]) => names.split(" ").map((name) => [name, season] as const)),
);

const ENGLISH: readonly string[] = MONTH_NAMES.map((names) => names.split(" ")[0]!);

/** The month of a name in English, German, French, Spanish, Italian or Portuguese, whole or as usually cut; 0 for others. */
export function monthOf(word: string): number {
  const lower = word.toLowerCase();
  const known = MONTHS.get(lower);
  if (known !== undefined) return known;
  return lower.length < 3 ? 0 : ENGLISH.findIndex((name) => name.startsWith(lower)) + 1;
}

export function seasonOf(word: string): Season | undefined {
  return SEASONS.get(word.toLowerCase());
}
