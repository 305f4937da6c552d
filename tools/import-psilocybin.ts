/**
 * Makes a review folder of the living psilocybin review (SYPRES, PROSPERO CRD42024584938): 15 trials, 220 comparisons.
 * Run: node --conditions=coppice-source tools/import-psilocybin.ts <data folder> <new review folder>
 * The data are Open Data Commons Attribution 1.0 and stay outside the repository.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { csvCell, splitCsv } from "@coppice/records";
import { createFolder } from "@coppice/store";

interface Source {
  readonly data: string;
  readonly searchString: string;
  readonly lastSearch: string;
  readonly flow: string;
}

type DataRow = Readonly<Record<string, string>>;
type Cells = Readonly<Record<string, string | number>>;

export async function readPsilocybin(folder: string): Promise<Source> {
  const read = (path: string): Promise<string> => readFile(join(folder, path), "utf8");
  const [data, searchString, lastSearch, flow] = await Promise.all([
    read("data.csv"),
    read("metadata/search_string.txt"),
    read("metadata/last_search.txt"),
    read("metadata/search_flow.json"),
  ]);
  return { data, searchString, lastSearch: lastSearch.trim(), flow };
}

/** The review folder as path → text. Every comparison of the data set becomes arm rows, and its packaged effect a contrast row. */
export function psilocybinFolder(source: Source): ReadonlyMap<string, string> {
  const rows = dataRows(source.data);
  const studies = [...new Set(rows.map((row) => row["study"] ?? ""))];
  const results = studies.flatMap((study) => resultsOf(rows.filter((row) => row["study"] === study)));
  return new Map([
    ["review.yaml", reviewYaml(source)],
    ["searches/databases.yaml", searchYaml(source)],
    [
      "extraction/reports.csv",
      table(
        REPORTS,
        studies.map((study) => reportOf(first(rows, study))),
      ),
    ],
    [
      "extraction/studies.csv",
      table(
        STUDIES,
        studies.map((study) => studyOf(first(rows, study))),
      ),
    ],
    ["extraction/arms.csv", table(ARMS, allArms(rows))],
    ["extraction/results.csv", table(RESULTS, results)],
    [
      "appraisal/rob2.csv",
      table(
        JUDGEMENTS,
        studies.flatMap((study) => judgementsOf(first(rows, study))),
      ),
    ],
  ]);
}

const REPORTS = ["id", "kind", "citation", "doi", "registration", "studies"];
const STUDIES = [
  "id", "label", "year", "design", "randomised", "population", "diagnosis", "intervention", "dose", "comparator",
  "blinding", "doi", "registration", "reports",
]; // prettier-ignore
const ARMS = ["study", "id", "label", "role", "comparator"];
const RESULTS = [
  "id", "study", "report", "locator", "outcome", "scale", "kind", "arm", "versus", "time", "time_hours", "n", "mean", "sd",
  "events", "estimate", "se", "measure", "direction", "origin", "derivation", "note", "period", "x_primary",
]; // prettier-ignore
const JUDGEMENTS = ["study", "instrument", "domain", "judgement"];

function dataRows(text: string): readonly DataRow[] {
  const [header = [], ...lines] = splitCsv(text, ";").rows;
  return lines.map((cells) =>
    Object.fromEntries(
      header.map((name, index) => [name.text, cells[index]?.text === "NA" ? "" : (cells[index]?.text ?? "")]),
    ),
  );
}

/** Decimal comma to decimal point; the digits stay as they are. */
function decimal(row: DataRow, name: string): string {
  return (row[name] ?? "").replace(",", ".");
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-|-$/g, "");
}

function first(rows: readonly DataRow[], study: string): DataRow {
  const own = rows.filter((row) => row["study"] === study);
  return own.find((row) => row["d1"] !== "") ?? own[0] ?? {};
}

function unique<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function armId(row: DataRow, side: "1" | "2"): string {
  return slug([row[`condition_arm${side}`], row[`multi_arm${side}`]].filter(Boolean).join(" "));
}

function reportOf(row: DataRow): Cells {
  const study = row["study"] ?? "";
  return {
    id: `report-${slug(study)}`,
    kind: "article",
    citation: row["full_ref"] ?? study,
    doi: row["doi"] ?? "",
    registration: row["registration_number"] ?? "",
    studies: slug(study),
  };
}

function studyOf(row: DataRow): Cells {
  const study = row["study"] ?? "";
  return {
    id: slug(study),
    label: study,
    year: row["year"] ?? "",
    design: row["design"] ?? "",
    randomised: "yes",
    population: row["target_group"] ?? "",
    diagnosis: row["diagnosis"] ?? "",
    intervention: row["drug_arm1"] ?? "",
    dose: row["dose_arm1"] ?? "",
    comparator: row["drug_arm2"] ?? "",
    blinding: row["blinding"] ?? "",
    doi: row["doi"] ?? "",
    registration: row["registration_number"] ?? "",
    reports: `report-${slug(study)}`,
  };
}

function armsOf(row: DataRow): readonly Cells[] {
  const study = slug(row["study"] ?? "");
  return [
    { study, id: armId(row, "1"), label: row["name_arm1"] ?? armId(row, "1"), role: "intervention" },
    { study, id: armId(row, "2"), label: row["name_arm2"] ?? armId(row, "2"), role: "control" },
  ];
}

/** An arm that is given as the first of any comparison is an intervention arm, even where it is the second of another. */
function allArms(rows: readonly DataRow[]): readonly Cells[] {
  const arms = rows.flatMap(armsOf);
  const controlsFirst = [
    ...arms.filter(({ role }) => role === "control"),
    ...arms.filter(({ role }) => role !== "control"),
  ];
  return unique(controlsFirst, (arm) => `${arm["study"] ?? ""} ${arm["id"] ?? ""}`);
}

function judgementsOf(row: DataRow): readonly Cells[] {
  const domains: [domain: string, column: string][] = [
    ["D1", "d1"],
    ["D2", "d2"],
    ["D3", "d3"],
    ["D4", "d4"],
    ["D5", "d5"],
    ["overall", "rob"],
  ];
  return domains.flatMap(([domain, column]) => {
    const judgement = slug(row[column] ?? "");
    return judgement === ""
      ? []
      : [{ study: slug(row["study"] ?? ""), instrument: "RoB 2", domain, judgement }];
  });
}

function resultsOf(rows: readonly DataRow[]): readonly Cells[] {
  const study = slug(rows[0]?.["study"] ?? "");
  const arms = rows.flatMap((row) => [armResult(row, "1"), armResult(row, "2")]);
  const contrasts = rows.flatMap(contrastResult);
  const known = unique([...arms, ...contrasts], (cells) =>
    [
      cells["arm"],
      cells["versus"],
      cells["outcome"],
      cells["scale"],
      cells["kind"],
      cells["time_hours"],
      cells["period"],
    ].join("|"),
  );
  return known.map((cells, index) => ({ id: `${study}-${String(index + 1).padStart(3, "0")}`, ...cells }));
}

function commonCells(row: DataRow): Cells {
  const kind = row["outcome_type"] ?? "";
  const days = Number(decimal(row, "time_days"));
  return {
    study: slug(row["study"] ?? ""),
    report: `report-${slug(row["study"] ?? "")}`,
    locator: row[".id"] ?? "",
    outcome: outcomeOf(row),
    scale: slug(`${row["instrument"] ?? ""} ${row["rating"] ?? ""}`),
    time: row["study_time_point"] ?? "",
    time_hours: days * 24,
    origin: kind === "imsd" ? "derived" : "reported",
    derivation: kind === "imsd" ? "endpoint mean and SD imputed by the review from change scores" : "",
    x_primary: row["primary_timepoint"] === "1" && row["primary_instrument"] === "1" ? `yes-${kind}` : "no",
    period: row["post_crossover"] === "1" ? 2 : row["post_crossover"] === "0" ? 1 : "",
  };
}

/** Endpoint, change, response and remission are outcomes of their own, and so is a response that lasted. */
function outcomeOf(row: DataRow): string {
  const kind = row["outcome_type"] ?? "";
  if (kind === "change") return "depression-change";
  if (kind !== "response" && kind !== "remission") return "depression";
  return /sustained/i.test(row["study_time_point"] ?? "") ? `sustained-${kind}` : kind;
}

function armResult(row: DataRow, side: "1" | "2"): Cells {
  const kind = row["outcome_type"] ?? "";
  const common = { ...commonCells(row), arm: armId(row, side) };
  if (kind === "response" || kind === "remission") {
    return { ...common, kind: "events", n: count(row, "totaln", side), events: count(row, "event", side) };
  }
  const change = kind === "change" ? "_change" : "";
  return {
    ...common,
    kind: kind === "change" ? "change" : "mean",
    n: decimal(row, `n${change}_arm${side}`),
    mean: decimal(row, `mean${change}_arm${side}`),
    sd: decimal(row, `sd${change}_arm${side}`),
  };
}

/** A count as extracted, or as the review completed it. */
function count(row: DataRow, name: string, side: "1" | "2"): string {
  return decimal(row, `${name}_arm${side}`) || decimal(row, `.${name}_arm${side}`);
}

function contrastResult(row: DataRow): readonly Cells[] {
  const estimate = decimal(row, ".g");
  if (estimate === "") return [];
  return [
    {
      ...commonCells(row),
      kind: "contrast",
      arm: armId(row, "1"),
      versus: armId(row, "2"),
      measure: "SMD",
      direction: "arm-minus-versus",
      estimate,
      se: decimal(row, ".g_se"),
      origin: "derived",
      derivation: `Hedges g and its standard error as packaged by the review (${row["outcome_type"] ?? ""})`,
    },
  ];
}

function table(columns: readonly string[], rows: readonly Cells[]): string {
  return [
    columns.join(","),
    ...rows.map((row) => columns.map((column) => csvCell(row[column])).join(",")),
    "",
  ].join("\n");
}

interface FlowCounts {
  readonly "database.hits": number;
  readonly "database.hits.duplicates.removed": number;
  readonly "records.screened": number;
  readonly "full.text.assessed.for.eligibility": number;
  readonly "full.text.excluded.reasons": Readonly<Record<string, string>>;
  readonly included: number;
}

function reviewYaml(source: Source): string {
  // A file of known shape, read by this script alone.
  const flow = JSON.parse(source.flow) as FlowCounts;
  const reasons = Object.entries(flow["full.text.excluded.reasons"]);
  // "database.hits.duplicates.removed" is read as hits left once duplicates were removed. Read either way, a number of
  // records before screening is not explained in the data; it is stated as such.
  const afterDuplicates = flow["database.hits.duplicates.removed"];
  const assessed = flow["full.text.assessed.for.eligibility"];
  return `coppice: 1
title: Psilocybin for depression (SYPRES living review)
registration: PROSPERO CRD42024584938
question:
  population: People with depression or depressive symptoms
  intervention: Psilocybin
  comparator: Placebo, low dose, waitlist or another drug
  outcomes: [depression, response, remission]
eligibility:
  include: [randomised trial of psilocybin with a depression outcome]
  exclude:
    - { id: other, text: see the flow }
reviewers:
  - { id: sypres, name: SYPRES group, kind: person }
votesPerRecord: 1
labels: { intervention: psilocybin, control: control }
scales:
${SCALES.map((id) => `  - { id: ${id}, name: ${id}, better: lower }`).join("\n")}
outcomes:
  - { id: depression, name: Depression score, type: continuous, better: lower }
  - { id: depression-change, name: "Depression score, change from baseline", type: continuous, better: lower }
  - { id: response, name: Response, type: dichotomous, better: higher }
  - { id: remission, name: Remission, type: dichotomous, better: higher }
  - { id: sustained-response, name: Sustained response, type: dichotomous, better: higher }
  - { id: sustained-remission, name: Sustained remission, type: dichotomous, better: higher }
analyses:
  - id: depression-primary
    kind: pairwise
    title: Depression at each trial's primary time point
    outcome: depression
    where: { x_primary: yes-msd }
    prefer: contrast
    time: { at: 672, from: 0, to: 2000 }
    measure: SMD
    model: { method: REML, test: knha, ciLevel: 0.95 }
    crossover: { correlation: 0, reason: effects are taken as packaged by the review }
    exclude:
      - { study: krempien-2023, reason: three arms share participants }
    sensitivity:
      - { id: dersimonian-laird, title: DerSimonian-Laird, method: DL, test: z }
      - { id: equal-effects, title: Equal effects, method: EE, test: z }
headlines: [depression-primary]
flow:
  source: metadata/search_flow.json of the data set
  duplicatesRemoved: ${flow["database.hits"] - afterDuplicates}
  otherRemoved:
    - { reason: between hits left and records screened (not explained in the data), n: ${afterDuplicates - flow["records.screened"]} }
  screened: ${flow["records.screened"]}
  excludedAtScreening: ${flow["records.screened"] - assessed}
  sought: ${assessed}
  notRetrieved: 0
  assessed: ${assessed}
  excludedAtFullText:
${reasons.map(([reason, n]) => `    - { reason: ${JSON.stringify(reason)}, n: ${Number(n)} }`).join("\n")}
  includedReports: ${flow.included}
  includedStudies: ${flow.included}
  note: Reports sought and not retrieved are not printed; those assessed are taken as sought.
`;
}

const SCALES = [
  "madrs",
  "bdi",
  "qids-sr",
  "hads-d",
  "grid-ham-d",
  "bdi-ii",
  "bdi-1a",
  "ham-d-17",
  "smdds",
  "phq-9",
].flatMap((scale) => [`${scale}-clinician`, `${scale}-self-report`]);

function searchYaml(source: Source): string {
  const flow = JSON.parse(source.flow) as FlowCounts;
  const strategy = source.searchString
    .split("\n")
    .map((line) => `  ${line}`.trimEnd())
    .join("\n");
  return `source: Databases of the SYPRES review
kind: database
date: ${source.lastSearch}
strategy: |-
${strategy}
hits: ${flow["database.hits"]}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined)
    throw new Error("usage: import-psilocybin.ts <data folder> <new review folder>");
  await createFolder(to, psilocybinFolder(await readPsilocybin(from)));
  console.log(`Made ${to}. Next: coppice report ${to}`);
}
