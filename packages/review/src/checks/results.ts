import type { Problem } from "@coppice/records";
import type { ArmRow, ResultRow, resultColumns } from "../model/columns.ts";
import { repeatedKeys } from "./known-names.ts";

/**
 * Checks each extracted result against itself: impossible counts, intervals that miss their estimate, percentages that
 * do not follow from their counts, incomplete contrasts, rows extracted twice. A failing row must not be pooled.
 */
export function checkResults(
  results: readonly ResultRow[],
  arms: readonly ArmRow[] = [],
): readonly Problem[] {
  return [
    ...moreThanTheArm(results, arms),
    ...results.flatMap((row) => [
      ...checkCounts(row),
      ...checkInterval(row),
      ...checkContrast(row),
      ...checkOrigin(row),
    ]),
    ...repeatedKeys(
      results,
      "result",
      "outcome",
      (row) =>
        [
          row.study,
          row.arm,
          row.versus,
          row.outcome,
          row.scale,
          row.kind,
          row.time_hours ?? row.time,
          row.period,
          row.measure,
        ].join("\n"),
      (row) =>
        `${row.outcome} (${row.kind}) of ${row.study}, ${row.arm}${row.versus === undefined ? "" : ` versus ${row.versus}`}, at ${row.time ?? (row.time_hours === undefined ? "no time" : `${row.time_hours} h`)}`,
    ),
  ];
}

function problem(
  row: ResultRow,
  field: keyof typeof resultColumns,
  part: Omit<Problem, "severity" | "where">,
): Problem {
  return { severity: "error", where: { ...row.at, field }, ...part };
}

function* checkCounts(row: ResultRow): Iterable<Problem> {
  const { n, events, events_versus, events_both, percent } = row;
  for (const [field, value] of [
    ["events", events],
    ["events_versus", events_versus],
    ["events_both", events_both],
  ] as const) {
    if (value !== undefined && n !== undefined && value > n) {
      yield problem(row, field, {
        code: "events-exceed-n",
        message: `${field} = ${value} is more than n = ${n}`,
        found: String(value),
        expected: `at most ${n}`,
        fix: "Check both numbers in the source.",
      });
    }
  }
  if (events_both !== undefined && events !== undefined && events_versus !== undefined && n !== undefined) {
    const low = Math.max(0, events + events_versus - n);
    const high = Math.min(events, events_versus);
    if (events_both < low || events_both > high) {
      yield problem(row, "events_both", {
        code: "impossible-joint-count",
        message: `events_both = ${events_both} cannot be: ${events} and ${events_versus} of ${n} share from ${low} to ${high}`,
        found: String(events_both),
        expected: `${low} to ${high}`,
      });
    }
  }
  if (percent !== undefined && events !== undefined && n !== undefined && n > 0) {
    const implied = (100 * events) / n;
    if (Math.abs(implied - percent) > 1) {
      yield problem(row, "percent", {
        code: "percent-differs",
        message: `${events} of ${n} is ${implied.toFixed(1)} %, the row says ${percent} %`,
        found: String(percent),
        expected: implied.toFixed(1),
        fix: "Check the counts and the percentage in the source; put what differs in note and leave percent empty.",
      });
    }
  }
}

const RATIOS: readonly string[] = ["OR", "RR", "HR"];

function* checkInterval(row: ResultRow): Iterable<Problem> {
  const { estimate, ci_lower, ci_upper, measure } = row;
  if ((ci_lower === undefined) !== (ci_upper === undefined)) {
    const field = ci_lower === undefined ? "ci_lower" : "ci_upper";
    yield problem(row, field, {
      code: "half-an-interval",
      message: `only one end of the confidence interval is given`,
      expected: "both ci_lower and ci_upper, or neither",
    });
  }
  if (ci_lower !== undefined && ci_upper !== undefined) {
    if (ci_lower >= ci_upper) {
      yield problem(row, "ci_lower", {
        code: "interval-reversed",
        message: `ci_lower ${ci_lower} is not below ci_upper ${ci_upper}`,
        found: `${ci_lower} to ${ci_upper}`,
        expected: "lower < upper",
      });
    } else if (estimate !== undefined && (estimate < ci_lower || estimate > ci_upper)) {
      yield problem(row, "estimate", {
        code: "estimate-outside-interval",
        message: `the confidence interval ${ci_lower} to ${ci_upper} does not contain the estimate ${estimate}`,
        found: String(estimate),
        expected: `${ci_lower} to ${ci_upper}`,
        fix: "Check signs and digits in the source.",
      });
    }
  }
  if (measure !== undefined && RATIOS.includes(measure)) {
    for (const [field, value] of [
      ["estimate", estimate],
      ["ci_lower", ci_lower],
      ["ci_upper", ci_upper],
    ] as const) {
      if (value !== undefined && value <= 0) {
        yield problem(row, field, {
          code: "ratio-not-positive",
          message: `${field} = ${value}, but a ${measure} is always greater than 0`,
          found: String(value),
          expected: "a number greater than 0",
          fix: "Enter the ratio itself, not its logarithm.",
        });
      }
    }
  }
}

function* checkContrast(row: ResultRow): Iterable<Problem> {
  const isContrast = row.kind === "contrast";
  const comparesArms = isContrast || row.kind === "paired-events";
  if (comparesArms && row.versus === undefined) {
    yield problem(row, "versus", {
      code: "contrast-without-versus",
      message: `a ${row.kind} row compares two arms; "versus" is empty`,
      expected: "the arm compared with",
    });
  }
  if (!comparesArms && row.versus !== undefined) {
    yield problem(row, "versus", {
      code: "versus-without-contrast",
      message: `a ${row.kind} row belongs to one arm; "versus" must be empty`,
      found: row.versus,
      expected: "an empty cell, or kind = contrast",
    });
  }
  if (row.versus !== undefined && row.versus === row.arm) {
    yield problem(row, "versus", {
      code: "contrast-with-itself",
      message: `the arm ${row.arm} is compared with itself`,
      found: row.versus,
      expected: "another arm of the study",
    });
  }
  if (!isContrast) return;
  for (const field of ["estimate", "measure", "direction"] as const) {
    if (row[field] === undefined) {
      yield problem(row, field, {
        code: "incomplete-contrast",
        message: `a contrast needs "${field}"`,
        expected: field === "direction" ? "which way the number points" : field,
      });
    }
  }
}

function* checkOrigin(row: ResultRow): Iterable<Problem> {
  if (row.origin === "derived" && row.derivation === undefined) {
    yield problem(row, "derivation", {
      code: "derivation-missing",
      message: "a derived number must say how it was derived",
      expected: 'the rule, for example "round(0.71 × 17)"',
    });
  }
}

/** More people in a result than in its arm: a warning, because sources do count differently. */
function moreThanTheArm(results: readonly ResultRow[], arms: readonly ArmRow[]): readonly Problem[] {
  const sizes = new Map(arms.map((arm) => [`${arm.study}\n${arm.id}`, arm]));
  return results.flatMap((row): readonly Problem[] => {
    const arm = sizes.get(`${row.study}\n${row.arm}`);
    if (row.n === undefined || arm?.n === undefined || row.n <= arm.n) return [];
    return [
      {
        code: "more-than-the-arm",
        severity: "warning",
        message: `n = ${row.n}, but the arm ${row.arm} of ${row.study} has ${arm.n} (${arm.at.file}:${arm.at.line})`,
        where: { ...row.at, field: "n" },
        found: String(row.n),
        expected: `at most ${arm.n}`,
        fix: "Check both numbers in the source.",
      },
    ];
  });
}
