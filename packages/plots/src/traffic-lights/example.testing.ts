import type { BiasDomain, BiasRow, Judgement, TrafficLightData } from "./traffic-light-data.ts";

const RANDOMISED: readonly BiasDomain[] = [
  { id: "D1", short: "D1", label: "How participants were allocated" },
  { id: "D2", short: "D2", label: "Departures from the planned treatment" },
  { id: "D3", short: "D3", label: "Missing outcomes" },
  { id: "D4", short: "D4", label: "How the outcome was measured" },
  { id: "D5", short: "D5", label: "Choice of what is reported" },
];

const NOT_RANDOMISED: readonly BiasDomain[] = [
  { id: "D1", short: "D1", label: "Confounding" },
  { id: "D2", short: "D2", label: "Who was selected" },
  { id: "D3", short: "D3", label: "How treatments were classified" },
  { id: "D4", short: "D4", label: "Departures from the planned treatment" },
  { id: "D5", short: "D5", label: "Missing data" },
  { id: "D6", short: "D6", label: "How the outcome was measured" },
  { id: "D7", short: "D7", label: "Choice of what is reported" },
];

/** Seven invented trials with judgements of every level of RoB 2, one of them not judged at all. */
export function sevenTrials(): TrafficLightData {
  const judged: readonly (readonly [string, number, string])[] = [
    ["Trial A 2006", 12, "ls?lsh"],
    ["Trial B 2010", 9, "llllll"],
    ["Trial C 2013", 31, "lslhlh"],
    ["Trial D 2014, with a name that needs a second line to be read", 14, "lslsls"],
    ["Trial E 2019", 6, "hs??sh"],
    ["Trial F 2021", 22, "llll-s"],
    ["Trial G 2023", 6, "------"],
  ];
  return {
    id: "seven-trials",
    title: "Risk of bias in seven trials",
    instrument: "RoB 2",
    domains: RANDOMISED,
    rows: judged.map(([study, weight, code], i): BiasRow => ({
      study,
      weight,
      ref: `appraisal/rob2.csv:${i + 2}`,
      judgements: decode([...RANDOMISED.map(({ id }) => id), "overall"], code),
    })),
  };
}

/** Sixty studies in seven domains and an overall column, with every level of ROBINS-I in a fixed pattern. */
export function sixtyStudies(): TrafficLightData {
  const ids = [...NOT_RANDOMISED.map(({ id }) => id), "overall"];
  return {
    id: "sixty-studies",
    title: "Risk of bias in sixty studies",
    instrument: "ROBINS-I",
    domains: NOT_RANDOMISED,
    rows: Array.from({ length: 60 }, (_, i): BiasRow => {
      const code = ids.map((_id, j) => "lmlmslc?-m"[(i * 7 + j * 3 + ((i * j) % 4)) % 10]!).join("");
      return {
        study: `Cohort ${String(i + 1).padStart(2, "0")} (${1990 + (i % 34)})`,
        judgements: decode(ids, code),
      };
    }),
  };
}

const LETTERS: Readonly<Record<string, Judgement>> = {
  l: "low",
  s: "some-concerns",
  m: "moderate",
  h: "high",
  c: "critical",
  "?": "no-information",
};

/** One letter per domain; "-" leaves the domain out. */
function decode(ids: readonly string[], code: string): Readonly<Record<string, Judgement>> {
  const serious = code.includes("c") || code.includes("m");
  return Object.fromEntries(
    Array.from(code).flatMap((letter, i): [string, Judgement][] => {
      if (letter === "-") return [];
      if (letter === "s" && serious) return [[ids[i]!, "serious"]];
      return [[ids[i]!, LETTERS[letter]!]];
    }),
  );
}
