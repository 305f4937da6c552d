import { z } from "zod";

/**
 * What `review.yaml` may say: the question, the rules, the vocabulary (scales, outcomes, comparators) and the
 * analyses. Everything else of a review lives in tables beside it. Unknown keys are errors, so a misspelt option can
 * never be ignored. `docs/schema/review.schema.json` is made from this file.
 */

const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "an id is letters, digits, '.', '_' or '-', starting with a letter or digit",
  );
const text = z.string().min(1);
const count = z.number().int().nonnegative();
const better = z.enum(["higher", "lower"]).describe("which direction of the number is good for the patient");

const eligibilitySchema = z.strictObject({
  include: z.array(text).min(1),
  exclude: z
    .array(z.strictObject({ id, text }))
    .describe("reasons for exclusion, in the order they are asked"),
});

const reviewerSchema = z.strictObject({
  id,
  name: text,
  kind: z.enum(["person", "rule", "model"]).describe("a rule or a model never counts as a person"),
  role: text.optional(),
});

const scaleSchema = z.strictObject({
  id,
  name: text,
  better,
  min: z.number().optional(),
  max: z.number().optional(),
});

const outcomeSchema = z.strictObject({
  id,
  name: text,
  type: z.enum(["dichotomous", "continuous", "time"]),
  better,
  definition: text.optional(),
  scales: z.array(id).optional().describe("in order of preference when a study reports several"),
});

const comparatorSchema = z.strictObject({ id, name: text });

const windowSchema = z
  .strictObject({
    label: text.optional(),
    at: z.number().nonnegative().describe("hours since the (first) dose; the result nearest to it is taken"),
    from: z.number().nonnegative(),
    to: z.number().nonnegative(),
  })
  .refine((w) => w.from <= w.at && w.at <= w.to, "from ≤ at ≤ to must hold");

const methodSchema = z.enum(["EE", "DL", "HE", "HS", "HSk", "SJ", "ML", "REML", "EB", "PM", "PMM"]);
const testSchema = z
  .enum(["z", "t", "knha", "adhoc"])
  .describe("knha: Hartung-Knapp; adhoc: Hartung-Knapp that is never narrower than z (floor of 1)");

const modelSchema = z.strictObject({
  method: methodSchema,
  test: testSchema,
  ciLevel: z.number().gt(0.5).lt(1),
});

const crossoverSchema = z.strictObject({
  correlation: z
    .number()
    .gt(-1)
    .lt(1)
    .describe("assumed within-person correlation where no joint count is known"),
  sensitivity: z.array(z.number().gt(-1).lt(1)).default([]),
  reason: text,
});

const sensitivitySchema = z.strictObject({
  id,
  title: text,
  designs: z.array(text).optional().describe("keep only studies of these designs"),
  exclude: z.array(id).optional().describe("study ids to leave out"),
  include: z.array(id).optional().describe("study ids to bring back from the analysis' own exclusions"),
  method: methodSchema.optional(),
  test: testSchema.optional(),
});

const exclusionSchema = z.strictObject({ study: id, reason: text });

const measureSchema = z.enum(["OR", "RR", "RD", "MD", "SMD"]);

const analysisShape = {
  id,
  title: text,
  outcome: id,
  scales: z.array(id).optional().describe("only results on these scales"),
  model: modelSchema,
  crossover: crossoverSchema,
  exclude: z.array(exclusionSchema).default([]),
  where: z
    .record(z.string().regex(/^x_/, "name a column of your own (x_…)"), text)
    .optional()
    .describe("keep only results whose own column (x_…) holds exactly this text"),
  prefer: z
    .enum(["by-design", "arms", "contrast"])
    .default("by-design")
    .describe(
      "what to take when a study gives both; by-design: a contrast for crossover trials, arms for all others",
    ),
  note: text.optional(),
};

const pairwiseAnalysisSchema = z.strictObject({
  ...analysisShape,
  kind: z.literal("pairwise"),
  time: windowSchema,
  measure: measureSchema,
  alsoMeasures: z.array(measureSchema).default([]),
  subgroups: z
    .strictObject({
      by: text.describe("comparator, or a column of studies.csv"),
      tau2: z.enum(["common", "separate"]),
    })
    .optional(),
  sensitivity: z.array(sensitivitySchema).default([]),
});

const timeCourseAnalysisSchema = z.strictObject({
  ...analysisShape,
  kind: z.literal("time-course"),
  measure: z.enum(["SMD", "MD"]),
  windows: z
    .array(
      windowSchema.refine(
        (w) => w.from > 0,
        "a time course has a logarithmic axis: from must be greater than 0",
      ),
    )
    .min(1),
  designs: z.array(text).optional().describe("keep only studies of these designs"),
  published: z.array(id).default([]).describe("claims drawn beside the review's own effects"),
});

const statedFlowSchema = z
  .strictObject({
    source: text.describe("where the counts are printed"),
    duplicatesRemoved: count,
    otherRemoved: z.array(z.strictObject({ reason: text, n: count })).default([]),
    screened: count,
    excludedAtScreening: count,
    sought: count,
    notRetrieved: count,
    assessed: count,
    excludedAtFullText: z.array(z.strictObject({ reason: text, n: count })),
    includedReports: count,
    includedStudies: count,
    note: text.optional(),
  })
  .describe("counts as published, for a review whose records are not in the folder");

export const reviewYamlSchema = z.strictObject({
  coppice: z.literal(1).describe("version of the review-folder format"),
  title: text,
  registration: text.optional(),
  note: text.optional(),
  question: z.strictObject({
    population: text,
    intervention: text,
    comparator: text,
    outcomes: z.array(text).min(1),
  }),
  eligibility: eligibilitySchema,
  reviewers: z.array(reviewerSchema).min(1),
  votesPerRecord: z.union([z.literal(1), z.literal(2)]),
  labels: z
    .strictObject({ intervention: text, control: text })
    .describe("words for the two sides of a forest plot"),
  scales: z.array(scaleSchema).default([]),
  outcomes: z.array(outcomeSchema).min(1),
  comparators: z.array(comparatorSchema).default([]),
  analyses: z.array(z.discriminatedUnion("kind", [pairwiseAnalysisSchema, timeCourseAnalysisSchema])),
  headlines: z.array(id).max(3).default([]).describe("analyses named first when the report is announced"),
  flow: statedFlowSchema.optional(),
});

export const searchYamlSchema = z.strictObject({
  source: text.describe("database, register or other place, as a reader would name it"),
  kind: z.enum(["database", "register", "other"]),
  platform: text.optional(),
  date: z.union([z.iso.date(), z.literal("unknown")]),
  strategy: text,
  hits: count.describe("records the source said it gave"),
  file: text.optional().describe("the export, in this folder; never changed after import"),
  format: z.enum(["medline", "ris", "csl-json", "csv"]).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  note: text.optional(),
});

export type ReviewYaml = z.infer<typeof reviewYamlSchema>;
export type SearchYaml = z.infer<typeof searchYamlSchema>;
export type Analysis = ReviewYaml["analyses"][number];
export type PairwiseAnalysis = Extract<Analysis, { kind: "pairwise" }>;
export type TimeCourseAnalysis = Extract<Analysis, { kind: "time-course" }>;
export type Outcome = ReviewYaml["outcomes"][number];
export type TimeWindow = TimeCourseAnalysis["windows"][number];
export type Measure = PairwiseAnalysis["measure"];
export type ModelChoice = z.infer<typeof modelSchema>;
