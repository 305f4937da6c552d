import { analyseReview, checkClaims, prismaFlow, readReview } from "@coppice/review";
import type { ReportInput } from "./input.ts";

/** A small made-up review that has every kind of thing a report shows. Its numbers come from no trial. */
const FILES: Readonly<Record<string, string>> = {
  "review.yaml": `coppice: 1
title: Example drug for an example condition
question: { population: Adults, intervention: Example drug, comparator: Placebo or usual care, outcomes: [recovery, score] }
eligibility: { include: [a randomised trial], exclude: [{ id: not-a-trial, text: Not a trial }, { id: wrong-population, text: Wrong population }] }
reviewers: [{ id: anna, name: Anna, kind: person }, { id: rule, name: Rule by publication type, kind: rule }]
votesPerRecord: 1
labels: { intervention: drug, control: control }
scales: [{ id: scale-a, name: Scale A, better: lower }, { id: scale-b, name: Scale B, better: higher }]
outcomes:
  - { id: recovery, name: Recovery, type: dichotomous, better: higher }
  - { id: score, name: Score, type: continuous, better: lower, scales: [scale-a, scale-b] }
comparators: [{ id: placebo, name: Placebo }, { id: usual-care, name: Usual care }]
analyses:
  - id: recovery-1d
    kind: pairwise
    title: Recovery after one day
    outcome: recovery
    time: { at: 24, from: 20, to: 28 }
    measure: OR
    alsoMeasures: [RR, RD]
    model: { method: REML, test: adhoc, ciLevel: 0.95 }
    crossover: { correlation: 0, sensitivity: [0.1], reason: No source gives joint counts. }
    subgroups: { by: comparator, tau2: common }
    exclude: [{ study: Gray2013, reason: only inferred counts }]
    sensitivity:
      - { id: parallel-only, title: Parallel trials only, designs: [parallel] }
      - { id: with-gray, title: With Gray 2013, include: [Gray2013] }
      - { id: plain, title: Hartung-Knapp without the floor, test: knha }
      - { id: dl, title: DerSimonian-Laird, method: DL, test: z }
      - { id: ee, title: Equal effects, method: EE, test: z }
  - id: score-time
    kind: time-course
    title: Score over time
    outcome: score
    measure: SMD
    model: { method: REML, test: z, ciLevel: 0.95 }
    crossover: { correlation: 0, reason: No source gives the correlation. }
    windows: [{ label: up to 4 hours, at: 2, from: 0.5, to: 4 }, { label: 1 day, at: 24, from: 20, to: 28 }, { label: 1 week, at: 168, from: 90, to: 172 }]
    published: [claim-1]
headlines: [recovery-1d, score-time]
`,
  "searches/database.yaml": `source: Database
kind: database
date: 2020-01-02
strategy: "drug AND condition"
hits: 6
file: database.csv
format: csv
`,
  "searches/database.csv": `title,authors,year,journal,doi,pmid
Founding trial of the drug,"Adams, A.; Brown, B.",2010,Journal of Examples,10.1000/example.1,11111111
Second trial of the drug,"Brown, B.",2011,Journal of Examples,10.1000/example.2,22222222
Third trial of the drug,"Clark, C.",2012,Journal of Examples,10.1000/example.3,
Fourth trial of the drug,"Davis, D.",2013,Journal of Examples,10.1000/example.4,
A review of the drug,"Evans, E.",2014,Journal of Examples,10.1000/example.5,
A trial in other people,"Frank, F.",2015,Journal of Examples,10.1000/example.6,
`,
  "searches/lists.yaml": `source: Reference lists
kind: other
date: unknown
strategy: Reference lists of the trials
hits: 3
file: lists.csv
format: csv
`,
  "searches/lists.csv": `title,authors,year,journal,doi
Fifth trial of the drug,"Gray, G.",2013,Annals of Examples,10.1000/example.7
Second trial of the drug,"Brown, B.",2011,Journal of Examples,10.1000/example.2
A trial nobody could find,"Hill, H.",1990,,
`,
  "decisions/title-abstract.csv": `record,reviewer,decision,reason
database#1,anna,include,
database#2,anna,include,
database#3,anna,include,
database#4,anna,include,
database#5,rule,exclude,not-a-trial
database#6,anna,include,
`,
  "decisions/full-text.csv": `record,reviewer,decision,reason,study
database#1,anna,include,,Adams2010
database#2,anna,include,,Brown2011
database#3,anna,include,,Clark2012
database#4,anna,include,,Davis2013
database#6,anna,exclude,wrong-population,
lists#1,anna,include,,Gray2013
lists#3,anna,not-retrieved,,
`,
  "extraction/reports.csv": `id,kind,citation,pmid,doi,url,studies,strength,note
adams,article,"Adams 2010, J Examples 1:1-9",11111111,10.1000/example.1,,Adams2010,article read,
brown,article,"Brown 2011, J Examples 2:1-9",22222222,10.1000/example.2,https://example.org/brown?a=1&b=2,Brown2011,article read,
copy,secondary,A copy of passages,,,example.org; not a link,,copy,to be confirmed
`,
  "extraction/studies.csv": `id,label,year,design,randomised,population,intervention,dose,comparator,blinding,n_randomised,pmid,doi,reports,x_site
Adams2010,Adams 2010,2010,parallel,yes,outpatients,drug,0.5 mg/kg,placebo,double-blind,60,11111111,10.1000/example.1,adams,one
Brown2011,Brown 2011,2011,parallel,yes,outpatients,drug,0.5 mg/kg,usual care,single-blind,80,22222222,10.1000/example.2,brown,two
Clark2012,Clark 2012,2012,crossover,yes,inpatients,drug,1 mg/kg,placebo,double-blind,20,,10.1000/example.3,copy,one
Davis2013,Davis 2013,2013,parallel,yes,inpatients,drug,1 mg/kg,usual care,open,40,,,copy,two
Gray2013,Gray 2013,2013,non-randomised,no,inpatients,drug,1 mg/kg,usual care,open,40,,,copy,two
`,
  "extraction/arms.csv": `study,id,label,role,comparator,dose,dose_unit,n
Adams2010,drug,Drug,intervention,,0.5,mg/kg,30
Adams2010,placebo,Placebo,control,placebo,,,30
Brown2011,drug,Drug,intervention,,0.5,mg/kg,40
Brown2011,usual,Usual care,control,usual-care,,,40
Clark2012,drug,Drug,intervention,,1,mg/kg,20
Clark2012,placebo,Placebo,control,placebo,,,20
Davis2013,drug,Drug,intervention,,1,mg/kg,20
Davis2013,usual,Usual care,control,usual-care,,,20
Gray2013,drug,Drug,intervention,,1,mg/kg,20
Gray2013,usual,Usual care,control,usual-care,,,20
`,
  "extraction/results.csv": `id,study,report,locator,quote,outcome,scale,kind,arm,versus,time,time_hours,n,mean,sd,se,events,percent,estimate,ci_lower,ci_upper,measure,direction,origin,derivation,note
adams-1,Adams2010,adams,Table 2,,recovery,,events,drug,,1 d,24,30,,,,18,,,,,,,reported,,
adams-2,Adams2010,adams,Table 2,,recovery,,events,placebo,,1 d,24,30,,,,9,,,,,,,reported,,
adams-3,Adams2010,adams,Table 3,"12.1 (SD 4.0)",score,scale-a,mean,drug,,1 d,24,30,12.1,4,,,,,,,,,reported,,
adams-4,Adams2010,adams,Table 3,,score,scale-a,mean,placebo,,1 d,24,30,15.2,4.4,,,,,,,,,reported,,
adams-5,Adams2010,adams,Figure 1,,score,scale-a,mean,drug,,2 h,2,30,13.1,,0.8,,,,,,,,derived,SE read from the figure,
adams-6,Adams2010,adams,Figure 1,,score,scale-a,mean,placebo,,2 h,2,30,15.9,4.1,,,,,,,,,reported,,
adams-7,Adams2010,adams,Figure 1,,score,scale-a,mean,drug,,1 wk,168,28,14.4,5.1,,,,,,,,,reported,,
adams-8,Adams2010,adams,Figure 1,,score,scale-a,mean,placebo,,1 wk,168,29,15.1,4.9,,,,,,,,,reported,,
brown-1,Brown2011,brown,page 5,,recovery,,events,drug,,1 d,24,40,,,,12,,,,,,,reported,,
brown-2,Brown2011,brown,page 5,,recovery,,events,usual,,1 d,24,40,,,,10,,,,,,,reported,,
brown-3,Brown2011,brown,page 6,,score,scale-b,mean,drug,,1 d,24,40,30.5,8,,,,,,,,,reported,,
brown-4,Brown2011,brown,page 6,,score,scale-b,mean,usual,,1 d,24,40,27.5,9,,,,,,,,,reported,,
brown-5,Brown2011,brown,page 6,,score,scale-b,mean,drug,,1 wk,168,40,28.5,8,,,,,,,,,reported,,
brown-6,Brown2011,brown,page 6,,score,scale-b,mean,usual,,1 wk,168,40,28.1,9,,,,,,,,,reported,,
clark-1,Clark2012,copy,passage 3,,recovery,,events,drug,,1 d,24,20,,,,11,,,,,,,reported,,
clark-2,Clark2012,copy,passage 3,,recovery,,events,placebo,,1 d,24,20,,,,3,,,,,,,reported,,
clark-3,Clark2012,copy,passage 4,,score,,contrast,drug,placebo,2 h,2,20,,,,,,-0.62,-0.98,-0.26,SMD,arm-minus-versus,reported,,
clark-4,Clark2012,copy,passage 4,,score,,contrast,drug,placebo,4 d,96,20,,,,,,-0.31,,,SMD,arm-minus-versus,reported,,
davis-1,Davis2013,copy,passage 9,,recovery,,events,drug,,1 d,24,20,,,,7,,,,,,,reported,,
davis-2,Davis2013,copy,passage 9,,recovery,,events,usual,,1 d,24,20,,,,0,,,,,,,reported,,
davis-3,Davis2013,copy,passage 9,,score,scale-a,mean,drug,,1 d,24,20,11,,,,,,,,,,reported,,SD not found
gray-1,Gray2013,copy,passage 12,,recovery,,events,drug,,1 d,24,20,,,,9,,,,,,,derived,45% of 20,
gray-2,Gray2013,copy,passage 12,,recovery,,events,usual,,1 d,24,20,,,,4,,,,,,,derived,20% of 20,
gray-3,Gray2013,copy,passage 12,,recovery,,events,drug,,1 d,24,20,,,,25,,,,,,,reported,,more events than people
`,
  "appraisal/rob2.csv": `study,instrument,domain,judgement,assessor,rationale
Adams2010,RoB 2,D1,low,Anna,central allocation
Adams2010,RoB 2,D2,some-concerns,Anna,
Brown2011,RoB 2,D1,high,Anna,
`,
  "claims.csv": `id,citation,pmid,report,outcome,time,time_hours,measure,estimate,ci_lower,ci_upper,ci_level,p_stated,k,seen_in,locator,note
claim-1,Review 2014,33333333,copy,score,1 d,24,SMD,-0.50,-0.80,-0.20,0.95,0.001,5,article,Table 1,
claim-2,Review 2014,33333333,copy,score,3 h,3,MD,-3.406,-6.303,-0.509,0.95,<0.001,5,secondary-copy,,
claim-3,Review 2015,,copy,recovery,1 d,24,OR,2.00,1.00,8.00,0.95,,4,table,,
claim-4,Review 2016,,copy,recovery,1 d,24,,40,,,,,,abstract,,
`,
  "mechanisms.csv": `id,subject,relation,object,sign,from,to,effect,evidence,species,system,citation,report,contradicts,note
m1,drug,blocks,receptor R,inhibits,drug,receptor R,blocks,binding assay,,cells,PMID 44444444,copy,,
m2,receptor R,drives,pathway P,activates,receptor R,pathway P,drives,in vivo,mouse,brain,PMID 44444445,copy,,
m3,drug,does not act on,pathway P,no-effect,drug,pathway P,none,in vivo,rat,brain,PMID 44444446,copy,m2,
m4,pathway P,is required for,recovery,required-for,pathway P,recovery,needed,knock-out,mouse,brain,PMID 44444447,copy,,
`,
};

export type Files = Readonly<Record<string, string | undefined>>;

/** The example's input; a file given here replaces the example's own, `undefined` takes it away. */
export function exampleInput(changes: Files = {}): ReportInput {
  const encoder = new TextEncoder();
  const files = Object.entries({ ...FILES, ...changes }).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, encoder.encode(text)] as const],
  );
  const checked = readReview(new Map(files), { sha256: () => "0".repeat(64) });
  const { review } = checked;
  if (review === undefined)
    throw new Error(
      `the example cannot be read: ${checked.problems.map(({ message }) => message).join("; ")}`,
    );
  const { flow, problems } = prismaFlow(review);
  return {
    checked: { ...checked, review, problems: [...checked.problems, ...problems] },
    findings: analyseReview(review),
    claims: checkClaims(review),
    flow,
    version: "0.0.0-test",
    folderName: "example",
  };
}

/** The example with one of its files changed by a function. */
export function exampleWith(path: string, change: (text: string) => string, more: Files = {}): ReportInput {
  const text = FILES[path];
  if (text === undefined) throw new Error(`the example has no ${path}`);
  return exampleInput({ ...more, [path]: change(text) });
}

/** No analyses, no searches, no claims, no mechanisms, no judgements, no rows at all. */
export function emptyInput(): ReportInput {
  const headers = Object.entries(FILES).map(([path, text]): [string, string | undefined] => {
    if (path === "review.yaml") return [path, text.replace(/\nanalyses:[\s\S]*/, "\nanalyses: []\n")];
    return [path, path.startsWith("extraction/") ? `${text.slice(0, text.indexOf("\n"))}\n` : undefined];
  });
  return exampleInput(Object.fromEntries(headers));
}

export const HOSTILE = `<script>alert(1)</script>"'&amp;<img src=x onerror=alert(1)>\u202Etxt.exe\u200B]]>--> שלום`;

/** The example with hostile text wherever a person may write. */
export function hostileInput(): ReportInput {
  const cell = `"${HOSTILE.replaceAll('"', '""')}"`;
  const swap = (path: string, text: string, by: string): [string, string] => [
    path,
    (FILES[path] ?? "").replaceAll(text, by),
  ];
  return exampleInput(
    Object.fromEntries([
      swap("extraction/studies.csv", ",Adams 2010,", `,${cell},`),
      swap("extraction/reports.csv", `"Adams 2010, J Examples 1:1-9"`, cell),
      swap("extraction/results.csv", ",Table 2,", `,${cell},`),
      swap("claims.csv", "Review 2014", cell),
      swap("mechanisms.csv", "pathway P", cell),
      swap("searches/database.csv", "Founding trial of the drug", cell),
      swap("searches/database.yaml", `"drug AND condition"`, JSON.stringify(HOSTILE)),
      [
        "review.yaml",
        (FILES["review.yaml"] ?? "")
          .replace("title: Example drug for an example condition", `title: ${JSON.stringify(HOSTILE)}`)
          .replace("title: Recovery after one day", `title: ${JSON.stringify(HOSTILE)}`),
      ],
    ]),
  );
}
