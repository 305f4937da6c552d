import { el } from "../svg/element.ts";
import { formatEffect } from "../svg/format-number.ts";
import type { ForestPlotData } from "./data.ts";
import { alignedNumber, numberColumn } from "./number-column.ts";

interface Numbers {
  readonly estimate?: number;
  readonly lower: number;
  readonly upper: number;
}

/** The column "5.20 [0.80, 33.6]": estimates and both ends of the intervals, each with its decimal points in line. */
export interface EffectColumn {
  readonly header: string;
  /** Px, numbers alone. */
  readonly width: number;
  /** One row's text; `right` is the right end of the column. */
  readonly draw: (
    numbers: Numbers,
    right: number,
    y: number,
    style: { readonly class?: string; readonly size: number },
  ) => string;
}

/** Measures all rows that will be drawn; texts are the numbers on the display scale. */
export function effectColumn(data: ForestPlotData, size: number): EffectColumn {
  const all = data.rows.flatMap((row): readonly Numbers[] => {
    if (row.kind !== "study" && row.kind !== "summary") return [];
    const own = { estimate: row.estimate, lower: row.ciLower, upper: row.ciUpper };
    return row.kind === "summary" && row.piLower !== undefined && row.piUpper !== undefined
      ? [own, { lower: row.piLower, upper: row.piUpper }]
      : [own];
  });
  const bold = data.rows.some((row) => row.kind === "summary");
  const texts = all.map((numbers) => texted(data, numbers));
  const estimates = numberColumn(
    texts.map(({ estimate }) => estimate),
    size,
    bold,
  );
  const lowers = numberColumn(
    texts.map(({ lower }) => lower),
    size,
    bold,
  );
  const uppers = numberColumn(
    texts.map(({ upper }) => upper),
    size,
    bold,
  );
  const wholes = texts.map(({ upper }) => numberColumn([upper], size, bold).whole);
  const spread = wholes.reduce((most, width) => Math.max(most, width), 0) - wholes.reduce(smaller, Infinity);
  const inLine = spread <= MOST_SPREAD * size;
  const blank = size * 0.4;
  const rest = inLine
    ? lowers.fraction + blank + uppers.whole + uppers.fraction
    : texts.reduce((most, { lower, upper }) => Math.max(most, restWidth(lower, upper)), 0);
  const toEstimate = rest + lowers.whole + blank + estimates.fraction;
  return {
    header: `${data.measure.label} [${Number((data.ciLevel * 100).toPrecision(4))}% CI]`,
    width: toEstimate + estimates.whole,
    draw: (numbers, right, y, style) => {
      const { estimate, lower, upper } = texted(data, numbers);
      return el(
        "text",
        { y, class: style.class === "" ? undefined : style.class, "font-size": style.size },
        estimate === "" ? "" : alignedNumber(`${estimate} `, right - toEstimate),
        inLine
          ? alignedNumber(`${lower} `, right - rest) + alignedNumber(upper, right - uppers.fraction)
          : alignedNumber(`${lower} ${upper}`, right - rest),
      );
    },
  };

  function restWidth(lower: string, upper: string): number {
    return numberColumn([`${lower} ${upper}`], size, bold).fraction;
  }
}

/**
 * Upper ends are set in line only while their whole parts differ by less than this many font sizes (about three
 * digits): one interval up to 400 000 would tear all the others apart.
 */
const MOST_SPREAD = 1.6;

function smaller(least: number, width: number): number {
  return Math.min(least, width);
}

/** A number of the analysis scale as it is shown. */
function display(data: ForestPlotData, value: number): string {
  return formatEffect(data.measure.scale === "log" ? Math.exp(value) : value, data.measure.decimals ?? 2);
}

function texted(
  data: ForestPlotData,
  { estimate, lower, upper }: Numbers,
): { readonly estimate: string; readonly lower: string; readonly upper: string } {
  return {
    estimate: estimate === undefined ? "" : display(data, estimate),
    lower: `[${display(data, lower)},`,
    upper: `${display(data, upper)}]`,
  };
}
