import type { TwoByTwo } from "@coppice/meta";
import type { Studies } from "./load-studies.ts";
import type { InputName } from "./measures.ts";

/** The four counts of a study; what stands beside the events is their total less the events where no column holds it. */
export function tableOf({ input }: Studies, place: number): TwoByTwo | undefined {
  const [ai, ci] = [input("ai", place), input("ci", place)];
  const [bi, di] = [rest(input, "bi", "n1i", ai, place), rest(input, "di", "n2i", ci, place)];
  return ai === undefined || bi === undefined || ci === undefined || di === undefined
    ? undefined
    : { ai, bi, ci, di };
}

/** The named inputs of a study, if it has all of them. */
export function countsOf<const Name extends InputName>(
  { input }: Studies,
  names: readonly Name[],
  place: number,
): Readonly<Record<Name, number>> | undefined {
  const values = names.map((name) => [name, input(name, place)] as const);
  return values.some(([, value]) => value === undefined)
    ? undefined
    : (Object.fromEntries(values) as Record<Name, number>);
}

/** Events and people of a single group. */
export function proportionOf({ input }: Studies, place: number): { xi: number; ni: number } | undefined {
  const xi = input("xi", place);
  const mi = input("mi", place);
  const ni = input("ni", place) ?? (xi === undefined || mi === undefined ? undefined : xi + mi);
  return xi === undefined || ni === undefined ? undefined : { xi, ni };
}

/** How many studies have a group without events, or with nothing else. */
export function zeroCells(studies: Studies): number {
  const { inputs, yi } = studies;
  if (inputs.given) return 0;
  const { needs } = inputs.measure;
  const cells = (place: number): readonly (number | undefined)[] => {
    if (needs.includes("bi") && needs.includes("ci")) return values(tableOf(studies, place));
    if (needs.includes("x1i")) return values(countsOf(studies, ["x1i", "x2i"], place));
    if (!needs.includes("xi")) return [];
    const { xi, ni } = proportionOf(studies, place) ?? {};
    return [xi ?? studies.input("xi", place), ...(xi === undefined || ni === undefined ? [] : [ni - xi])];
  };
  return yi.reduce((count, _, place) => count + (cells(place).includes(0) ? 1 : 0), 0);
}

function values(counts: object | undefined): readonly (number | undefined)[] {
  return counts === undefined ? [] : (Object.values(counts) as number[]);
}

function rest(
  input: Studies["input"],
  others: "bi" | "di",
  total: "n1i" | "n2i",
  events: number | undefined,
  place: number,
): number | undefined {
  const n = input(total, place);
  return input(others, place) ?? (n === undefined || events === undefined ? undefined : n - events);
}
