import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { parseMedline } from "./parse.ts";
import { parseSourceCitation } from "./source-citation.ts";
import { writeMedlineFields } from "./write.ts";

const path = join(repositoryRoot, "examples", "ketamine", "searches", "pubmed-24688759.txt");
const bytes = new Uint8Array(readFileSync(path));
const read = readRecords(bytes, { file: "seed.txt" });
const seed = read.records[0]!;

const LONDON =
  "Cognition Schizophrenia and Imaging Laboratory, Department of Psychosis Studies, the Institute of Psychiatry, " +
  "King's College London, UK";

const TAGS =
  "PMID OWN STAT DCOM LR IS IS IS VI IP DP TI PG LID AB FAU AU AD FAU AU AD FAU AU AD FAU AU AD FAU AU AD LA GR PT PT PL " +
  "TA JT JID PMC OTO OT OT OT COIS EDAT MHDA PMCR CRDT PHST PHST PHST PHST AID AID PST SO";

describe("the founding record, one line of MEDLINE without its line breaks", () => {
  test("is one record without problems", () => {
    expect(read).toMatchObject({ format: "medline", encoding: "utf-8", problems: [], count: 1 });
    expect(read.records).toHaveLength(1);
    expect(seed.source).toEqual({ file: "seed.txt", format: "medline", ordinal: 1, line: 1 });
    expect(seed.id).toBe("seed.txt#1");
  });

  test("has its 56 fields in order", () => {
    expect(seed.raw.map(({ tag }) => tag)).toEqual(TAGS.split(" "));
    expect(seed.raw).toHaveLength(56);
  });

  test("gives every field of the reference table", () => {
    expect(seed.ids).toEqual({
      pmid: "24688759",
      pmcid: "PMC3952483",
      doi: "10.1177/2045125313507739",
      doiWitnesses: ["LID", "AID", "SO"],
      pii: "10.1177_2045125313507739",
    });
    expect(seed.status).toEqual({ owner: "NLM", record: "PubMed-not-MEDLINE", publication: "ppublish" });
    expect(seed.title).toBe(
      "Ketamine as the prototype glutamatergic antidepressant: pharmacodynamic actions, and a systematic review and " +
        "meta-analysis of efficacy.",
    );
    expect(seed.abstract).toHaveLength(1740);
    expect(seed.abstract).toMatch(/^The burden of depressive disorders .* clinical role it might have\.$/);
    expect(seed.journal).toEqual({
      title: "Therapeutic advances in psychopharmacology",
      abbreviation: "Ther Adv Psychopharmacol",
      nlmId: "101555693",
      issn: [
        { value: "2045-1253", kind: "print" },
        { value: "2045-1261", kind: "electronic" },
        { value: "2045-1253", kind: "linking" },
      ],
      country: "England",
    });
    expect([seed.volume, seed.issue]).toEqual(["4", "2"]);
    expect(seed.pages).toEqual({ text: "75-99", first: "75", last: "99" });
    expect(seed.date).toEqual({ year: 2014, month: 4, text: "2014 Apr" });
    expect(seed.languages).toEqual(["eng"]);
    expect(seed.publicationTypes).toEqual(["Journal Article", "Review"]);
    expect(seed.grants).toEqual([
      { id: "G0901868", acronym: "MRC_", agency: "Medical Research Council", country: "United Kingdom" },
    ]);
    expect(seed.keywords).toEqual(["antidepressant", "glutamatergic", "ketamine"]);
    expect(seed.keywordOwner).toBe("NOTNLM");
    expect(seed.meshTerms).toEqual([]);
    expect(seed.conflictOfInterest).toMatch(
      /^Conflict of interest statement: Derek Tracy .* Dainippon Sumitomo Pharma\.$/,
    );
  });

  test("has five authors, each with initials and its own affiliation", () => {
    expect(seed.authors).toEqual([
      { family: "Caddy", given: "Caroline", initials: "C", affiliations: [`${LONDON}.`] },
      {
        family: "Giaroli",
        given: "Giovanni",
        initials: "G",
        affiliations: [`${LONDON} and North East London NHS Foundation Trust, London, UK.`],
      },
      { family: "White", given: "Thomas P", initials: "TP", affiliations: [`${LONDON}.`] },
      {
        family: "Shergill",
        given: "Sukhwinder S",
        initials: "SS",
        affiliations: [`${LONDON} and South London and Maudsley NHS Foundation Trust, London, UK.`],
      },
      {
        family: "Tracy",
        given: "Derek K",
        initials: "DK",
        affiliations: [
          "Consultant Psychiatrist, Oxleas NHS Foundation Trust, Princess Royal University Hospital, Orpington, BR6 8NY, " +
            "UK and Cognition Schizophrenia and Imaging Laboratory, Department of Psychosis Studies, the Institute of " +
            "Psychiatry, King's College London, UK.",
        ],
      },
    ]);
  });

  test("keeps the dates of its own life in file order", () => {
    const at = (event: string, text: string, year: number, month: number, day: number): object => ({
      event,
      date: { year, month, day, text },
    });
    expect(seed.history).toEqual([
      at("completed", "20140624", 2014, 6, 24),
      at("revised", "20220321", 2022, 3, 21),
      at("entered", "2014/04/02 06:00", 2014, 4, 2),
      at("mesh-added", "2014/04/02 06:01", 2014, 4, 2),
      at("released-pmc", "2014/04/01", 2014, 4, 1),
      at("created", "2014/04/02 06:00", 2014, 4, 2),
      at("entrez", "2014/04/02 06:00", 2014, 4, 2),
      at("pubmed", "2014/04/02 06:00", 2014, 4, 2),
      at("medline", "2014/04/02 06:01", 2014, 4, 2),
      at("pmc-release", "2014/04/01 00:00", 2014, 4, 1),
    ]);
  });

  test("agrees with its own source citation on journal, date, volume, issue, pages and DOI", () => {
    const cited = parseSourceCitation(seed.citation ?? "");
    expect(cited).toEqual({
      journal: seed.journal?.abbreviation,
      date: seed.date,
      volume: seed.volume,
      issue: seed.issue,
      pages: seed.pages?.text,
      doi: seed.ids.doi,
    });
  });

  test("written in lines and read again has the same fields", () => {
    const lines = writeMedlineFields(seed.raw);
    expect(Math.max(...lines.split("\n").map((line) => line.length))).toBeLessThanOrEqual(87);
    const again = parseMedline(lines, "lines.nbib").entries[0]!;
    expect(again.fields.map(({ tag, value }) => [tag, value])).toEqual(
      seed.raw.map(({ tag, value }) => [tag, value]),
    );
  });
});
