/** A review folder with many studies of two arms, each measured twice: numbers from a fixed recurrence, no randomness. */
export function largeFolder(results: number): ReadonlyMap<string, string> {
  const studies = Math.ceil(results / 4);
  const study: string[] = ["id,label,design,randomised,reports"];
  const arm: string[] = ["study,id,label,role"];
  const result: string[] = ["id,study,report,outcome,kind,arm,time,time_hours,n,events,origin"];
  let state = 1;
  const next = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  for (let s = 1; s <= studies; s += 1) {
    study.push(`S${s},Study ${s},parallel,yes,source`);
    arm.push(`S${s},a,Drug,intervention`, `S${s},b,Placebo,control`);
    for (const [place, hours] of [
      [0, 24],
      [2, 48],
    ] as const) {
      const first = 4 * (s - 1) + place;
      result.push(
        `r${first + 1},S${s},source,response,events,a,${hours} h,${hours},100,${30 + next(40)},reported`,
      );
      result.push(
        `r${first + 2},S${s},source,response,events,b,${hours} h,${hours},100,${20 + next(40)},reported`,
      );
    }
  }
  return new Map([
    ["review.yaml", YAML],
    ["extraction/reports.csv", "id,kind,citation\nsource,article,Made for measuring\n"],
    ["extraction/studies.csv", `${study.join("\n")}\n`],
    ["extraction/arms.csv", `${arm.join("\n")}\n`],
    ["extraction/results.csv", `${result.slice(0, results + 1).join("\n")}\n`],
  ]);
}

const YAML = `coppice: 1
title: A large folder
question: { population: p, intervention: i, comparator: c, outcomes: [response] }
eligibility: { include: [trial], exclude: [] }
reviewers: [{ id: first, name: First, kind: person }]
votesPerRecord: 1
labels: { intervention: drug, control: placebo }
outcomes: [{ id: response, name: Response, type: dichotomous, better: higher }]
analyses:
  - id: response
    kind: pairwise
    title: Response
    outcome: response
    time: { at: 24, from: 0, to: 30 }
    measure: OR
    model: { method: REML, test: adhoc, ciLevel: 0.95 }
    crossover: { correlation: 0, reason: none }
`;
