/** A risk-of-bias instrument as a table: the domains it judges, in order. */
export interface Instrument {
  readonly name: string;
  readonly domains: readonly { readonly id: string; readonly short: string; readonly label: string }[];
  /** Where the instrument itself is published; its wording is not repeated here. */
  readonly source: string;
}

/**
 * Domain numbers and our own short paraphrase of what each asks. RoB 2 is licensed CC BY-NC-ND 4.0 and ROBINS-I
 * CC BY-NC-ND 4.0, so their texts are linked, never copied.
 */
export const INSTRUMENTS = {
  "RoB 2": {
    name: "RoB 2 (randomised trials)",
    source: "https://www.riskofbias.info/welcome/rob-2-0-tool",
    domains: [
      { id: "D1", short: "D1", label: "How participants were allocated" },
      { id: "D2", short: "D2", label: "Departures from the planned treatment" },
      { id: "D3", short: "D3", label: "Missing outcomes" },
      { id: "D4", short: "D4", label: "How the outcome was measured" },
      { id: "D5", short: "D5", label: "Choice of what is reported" },
    ],
  },
  "RoB 2 crossover": {
    name: "RoB 2 for crossover trials",
    source: "https://www.riskofbias.info/welcome/rob-2-0-tool/rob-2-for-crossover-trials",
    domains: [
      { id: "D1", short: "D1", label: "How participants were allocated" },
      { id: "DS", short: "DS", label: "Period and carry-over effects" },
      { id: "D2", short: "D2", label: "Departures from the planned treatment" },
      { id: "D3", short: "D3", label: "Missing outcomes" },
      { id: "D4", short: "D4", label: "How the outcome was measured" },
      { id: "D5", short: "D5", label: "Choice of what is reported" },
    ],
  },
  "ROBINS-I": {
    name: "ROBINS-I (studies without randomisation)",
    source: "https://www.riskofbias.info/welcome/home",
    domains: [
      { id: "D1", short: "D1", label: "Confounding" },
      { id: "D2", short: "D2", label: "Who was selected" },
      { id: "D3", short: "D3", label: "How treatments were classified" },
      { id: "D4", short: "D4", label: "Departures from the planned treatment" },
      { id: "D5", short: "D5", label: "Missing data" },
      { id: "D6", short: "D6", label: "How the outcome was measured" },
      { id: "D7", short: "D7", label: "Choice of what is reported" },
    ],
  },
} as const satisfies Record<string, Instrument>;
