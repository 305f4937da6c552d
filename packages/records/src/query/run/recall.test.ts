import { describe, expect, test } from "vitest";
import { readMesh } from "../mesh/read-mesh.ts";
import { parseStrategy } from "../parse-strategy.ts";
import { SMALL_MESH } from "../small-mesh.testing.ts";
import { recallOf } from "./recall.ts";
import { ris, SMALL_RECORDS } from "./records.testing.ts";

const mesh = readMesh(SMALL_MESH, "small").mesh;

const STRATEGY = `#1 ketamin*[tiab] OR esketamine[tiab]
#2 Mood Disorders[mh] OR depress*[tiab]
#3 randomized[tiab] OR placebo[tiab]
#4 rats[mh]
#5 #1 AND #2 AND #3 NOT #4
`;

describe("recall of known studies", () => {
  const recall = recallOf(parseStrategy(STRATEGY).strategy, SMALL_RECORDS, ["1", "PMID: 2", "3", "10.1000/one", "5", "99"], { mesh }); // prettier-ignore

  test("line by line and as a whole; those without a record are named", () => {
    expect(recall.known).toEqual(["1", "PMID: 2", "3", "10.1000/one", "5"]);
    expect(recall.absent).toEqual(["99"]);
    expect(recall.lines.map(({ found }) => found.join(" "))).toEqual([
      "1 PMID: 2 3 10.1000/one 5",
      "1 10.1000/one 5",
      "1 PMID: 2 3 10.1000/one",
      "3",
      "1 10.1000/one",
    ]);
    expect(recall.whole).toMatchObject({ found: ["1", "10.1000/one"], missed: ["PMID: 2", "3", "5"], recall: 0.4 }); // prettier-ignore
  });

  test("each missed study with the line it fell out by, and the part that fails", () => {
    expect(recall.misses.map(({ known, why }) => [known, ...why.map(({ label, text }) => `line ${label}: ${text}`)])).toEqual([
      ["PMID: 2", "line 2: none of Mood Disorders[mh] OR depress*[tiab] is there"],
      ["3", "line 2: none of Mood Disorders[mh] OR depress*[tiab] is there"],
      ["5", "line 3: none of randomized[tiab] OR placebo[tiab] is there"],
    ]); // prettier-ignore
  });

  test("a NOT that takes a study away", () => {
    const { misses } = recallOf(parseStrategy("#1 ketamine[ti]\n#2 animals[mh]\n#3 #1 NOT #2\n").strategy, SMALL_RECORDS, ["2"], { mesh }); // prettier-ignore
    expect(misses[0]!.why).toMatchObject([
      {
        label: 3,
        place: { line: 3, column: 11 },
        what: "taken-away",
        text: "NOT #2 (animals[mh]) takes it away",
      },
    ]);
  });

  test("an undecided study: neither found nor missed, with what is lacking", () => {
    const records = [ris("TI Ketamine", "AB Given.")];
    const { whole, misses } = recallOf(parseStrategy("ketamine[ti] AND Humans[mh]").strategy, records, ["Ketamine"], { mesh }); // prettier-ignore
    expect(whole).toMatchObject({
      found: [],
      undecided: ["Ketamine"],
      missed: [],
      recall: 0,
      recallAtMost: 1,
    });
    expect(misses[0]!.why).toMatchObject([{ what: "undecided", text: "Humans[mh] cannot be decided: the record does not say (subject headings)" }]); // prettier-ignore
  });

  test("known studies found, undecided and missed make up all known in each line", () => {
    for (const { found, undecided, missed } of recall.lines)
      expect([...found, ...undecided, ...missed].sort()).toEqual([...recall.known].sort());
  });
});
