import type { PairwiseFit, PartialFits } from "@coppice/meta";
import { normalQuantile } from "@coppice/meta/special";
import type { ForestColumn, ForestPlotData, ForestRow } from "@coppice/plots";
import type { Subgroups } from "./analyse.ts";
import type { Studies } from "./load-studies.ts";
import { backTransform, type BackTransform } from "./back-transform.ts";
import { noEffect, type InputName } from "./measures.ts";
import { decimals, levelText, pText } from "./text-table.ts";

/** A forest plot of all studies, with the pooled effect and, where asked for, one of each subgroup. */
export function forestData(
  studies: Studies,
  fit: PairwiseFit,
  subgroups: Subgroups | undefined,
): ForestPlotData {
  const columns = numberColumns(studies);
  const places = studies.yi.map((_, place) => place);
  const row = (place: number): ForestRow => studyRow(studies, fit, columns, place);
  const rows: ForestRow[] = [];
  if (subgroups === undefined) rows.push(...places.map(row));
  else
    subgroups.fit.groups.forEach(({ level, rows: own, fit: groupFit }, at) => {
      if (at > 0) rows.push({ kind: "gap" });
      rows.push({ kind: "heading", label: `${subgroups.column}: ${level}` });
      rows.push(...own.map((index) => row(subgroups.places[index]!)));
      if (groupFit.k > 1) rows.push({ ...pooledRow(studies, "Subgroup", groupFit), emphasis: "subgroup" });
    });
  if (subgroups !== undefined && subgroups.places.length < places.length) {
    const inGroups = new Set(subgroups.places);
    rows.push({ kind: "gap" }, { kind: "heading", label: `${subgroups.column}: not given` });
    rows.push(...places.filter((place) => !inGroups.has(place)).map(row));
  }
  rows.push(
    { kind: "gap" },
    { ...pooledRow(studies, modelName(fit), fit), lines: heterogeneityLines(fit, subgroups) },
  );
  return {
    ...common(studies, fit),
    id: "forest",
    title: `Forest plot of ${studies.table.file}`,
    columns: columns.map(({ column }) => column),
    rows,
  };
}

/** Pooled effects without each study, or with one more at a time, as a forest plot. */
export function partialForestData(studies: Studies, fit: PairwiseFit, partial: PartialFits): ForestPlotData {
  const without = partial.kind === "leave-one-out";
  return {
    ...common(studies, fit),
    id: partial.kind,
    title: `${without ? "Leave-one-out analysis" : "Cumulative meta-analysis"} of ${studies.table.file}`,
    studyHeader: without ? "Without" : "With all up to",
    columns: [
      { id: "i2", header: "I²", align: "decimal" },
      { id: "p", header: "p", align: "decimal" },
    ],
    rows: [
      ...partial.fits.map((each, i): ForestRow =>
        shownInterval<ForestRow & { kind: "study" }>(studies, {
          kind: "study",
          label: studies.label(partial.places[i]!),
          cells: {
            i2: `${decimals(each.i2, 1)}%`,
            p: each.pValue < 0.001 ? "<0.001" : each.pValue.toFixed(3),
          },
          estimate: each.estimate,
          ciLower: each.ciLower,
          ciUpper: each.ciUpper,
          weight: 0,
          ref: `study-${partial.places[i]!}`,
        }),
      ),
      ...(without ? [{ kind: "gap" as const }, pooledRow(studies, modelName(fit), fit)] : []),
    ],
  };
}

/** What all forests of an analysis share: ratios on a logarithmic axis, other transformed measures as people think of them. */
export function common(
  studies: Studies,
  { ciLevel }: { readonly ciLevel: number },
): Pick<ForestPlotData, "measure" | "ciLevel" | "nullValue" | "axis" | "studyHeader"> {
  const { measure } = studies.inputs;
  const back = shownAs(studies);
  const { nullValue } = noEffect(measure);
  return {
    measure: {
      label:
        back === undefined ? measure.label : `${back.label.charAt(0).toUpperCase()}${back.label.slice(1)}`,
      scale: measure.scale,
    },
    ciLevel,
    ...(nullValue === undefined ? {} : { nullValue: back?.of(nullValue) ?? nullValue }),
    axis: axisLabels(studies),
    studyHeader: "Study",
  };
}

/** A logarithmic axis shows ratios as they are; other scales are drawn back-transformed. */
function shownAs(studies: Studies): BackTransform | undefined {
  return studies.inputs.measure.scale === "log" ? undefined : backTransform(studies);
}

function axisLabels({ arms, favours, inputs }: Studies): ForestPlotData["axis"] {
  if (favours !== undefined) return { favoursLeft: favours[0], favoursRight: favours[1] };
  if (arms === undefined || !inputs.measure.compares) return {};
  return { favoursLeft: `Less with ${arms[0]}`, favoursRight: `More with ${arms[0]}` };
}

/** Estimate and interval as the figure shows them. */
function shownInterval<
  T extends Partial<Record<"estimate" | "ciLower" | "ciUpper" | "piLower" | "piUpper", number>>,
>(studies: Studies, row: T, place?: number): T {
  const back = shownAs(studies);
  if (back === undefined) return row;
  const names = ["estimate", "ciLower", "ciUpper", "piLower", "piUpper"] as const;
  const shown = names.flatMap((name) => {
    const value = row[name];
    return value === undefined ? [] : [[name, back.of(value, place)] as const];
  });
  return { ...row, ...Object.fromEntries(shown) };
}

type Pooled = Pick<PairwiseFit, "estimate" | "ciLower" | "ciUpper" | "ciLevel" | "piLower" | "piUpper">;

function modelName({ method, k }: PairwiseFit): string {
  if (k === 1) return "One study";
  return `${method === "EE" ? "Equal effects" : "Random effects"}, k = ${k}`;
}

/** A diamond, with the prediction interval where there is one. */
export function pooledRow(
  studies: Studies,
  label: string,
  fit: Pooled,
): Extract<ForestRow, { kind: "summary" }> {
  const { estimate, ciLower, ciUpper, piLower, piUpper } = fit;
  return shownInterval(studies, {
    kind: "summary",
    emphasis: "overall",
    label,
    estimate,
    ciLower,
    ciUpper,
    ref: "pooled",
    ...(piLower === null || piUpper === null
      ? {}
      : { piLower, piUpper, piLabel: `${levelText(fit.ciLevel)} prediction interval` }),
  });
}

function heterogeneityLines(fit: PairwiseFit, subgroups: Subgroups | undefined): readonly string[] {
  const between = subgroups?.fit;
  return [
    ...(fit.k > 1
      ? [
          `Heterogeneity: τ² = ${decimals(fit.tau2)}, I² = ${decimals(fit.i2, 1)}% (from ${fit.method === "EE" ? "Q" : "τ²"}), Q = ${decimals(fit.q, 2)}, df = ${fit.qDf}, p ${pText(fit.qPValue)}`,
        ]
      : []),
    ...(between?.qBetweenPValue === undefined || between.qBetweenPValue === null
      ? []
      : [
          `Between subgroups: Q = ${decimals(between.qBetween, 2)}, df = ${between.qBetweenDf}, p ${pText(between.qBetweenPValue)} (${between.tau2} τ²)`,
        ]),
  ];
}

/** A column of numbers beside the effects. */
export interface NumberColumn {
  readonly column: ForestColumn;
  readonly text: (place: number) => string | undefined;
}

/** What the effects were computed from, group by group, where the file has it. */
export function numberColumns(studies: Studies): readonly NumberColumn[] {
  const { inputs } = studies;
  if (inputs.given) return [];
  const has = (input: InputName): boolean => inputs.measure.needs.includes(input);
  const value = (input: InputName, place: number): number | undefined => studies.input(input, place);
  const plain = (input: InputName, id: string, header: string, group?: string): NumberColumn => ({
    column: { id, header, align: "right", ...(group === undefined ? {} : { group }) },
    text: (place) => value(input, place)?.toString(),
  });
  const groups = studies.arms ?? (["First group", "Second group"] as const);
  if (has("bi") && has("ci"))
    return groups.flatMap((group, side): readonly NumberColumn[] => {
      const [events, others, total] = ([["ai", "bi", "n1i"], ["ci", "di", "n2i"]] as const)[side]!; // prettier-ignore
      return [
        plain(events, `events-${side}`, "Events", group),
        {
          column: { id: `total-${side}`, header: "Total", align: "right", group },
          text: (place) => {
            const [e, o] = [value(events, place), value(others, place)];
            return (
              value(total, place) ?? (e === undefined || o === undefined ? undefined : e + o)
            )?.toString();
          },
        },
      ];
    });
  if (has("m1i") && has("n1i"))
    return groups.flatMap((group, side): readonly NumberColumn[] => {
      const [mean, sd, n] = ([["m1i", "sd1i", "n1i"], ["m2i", "sd2i", "n2i"]] as const)[side]!; // prettier-ignore
      return [
        {
          column: { id: `mean-${side}`, header: "Mean (SD)", align: "right", group },
          text: (place) => {
            const [m, s] = [value(mean, place), value(sd, place)];
            return m === undefined || s === undefined ? undefined : `${m} (${s})`;
          },
        },
        plain(n, `n-${side}`, "n", group),
      ];
    });
  if (has("x1i"))
    return groups.flatMap((group, side): readonly NumberColumn[] => [
      plain(side === 0 ? "x1i" : "x2i", `events-${side}`, "Events", group),
      plain(side === 0 ? "t1i" : "t2i", `time-${side}`, "Time", group),
    ]);
  if (has("xi")) return [plain("xi", "events", "Events"), plain(has("ti") ? "ti" : "ni", "total", has("ti") ? "Time" : "Total")]; // prettier-ignore
  return has("ni") ? [plain("ni", "n", "n")] : [];
}

/** A study with its interval and the numbers beside it. */
export function studyRow(
  studies: Studies,
  fit: { readonly ciLevel: number; readonly weights: readonly (number | null)[] },
  columns: readonly NumberColumn[],
  place: number,
): ForestRow {
  const estimate = studies.yi[place]!;
  const margin = normalQuantile((1 + fit.ciLevel) / 2) * Math.sqrt(studies.vi[place]!);
  const row: ForestRow = {
    kind: "study",
    label: studies.label(place),
    cells: Object.fromEntries(
      columns.flatMap(({ column, text }) => {
        const shown = text(place);
        return shown === undefined ? [] : [[column.id, shown]];
      }),
    ),
    estimate,
    ciLower: estimate - margin,
    ciUpper: estimate + margin,
    weight: fit.weights[place] ?? 0,
    ref: `study-${place}`,
  };
  return shownInterval(studies, row, place);
}
