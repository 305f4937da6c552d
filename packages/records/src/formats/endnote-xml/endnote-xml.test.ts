import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared, repositoryRoot } from "../../../../../tools/testing/shared.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";
import { expectSameInPieces } from "../reader.testing.ts";
import { endnoteXml } from "./format.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const style = (text: string, face = "normal"): string =>
  `<style face="${face}" font="default" size="100%">${text}</style>`;

const RECORD = `<record><database name="x.enl">x.enl</database><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>${style("Caddy, C.")}</author><author>${style("A Study Group")}</author></authors><secondary-authors><author>Editor, E.</author></secondary-authors></contributors>
<auth-address>${style("One.&#xD;Two.")}</auth-address>
<titles><title>${style("Uptake of ")}${style("18", "superscript")}${style("F ")}${style("in vivo", "italic")}</title><secondary-title>${style("J Made")}</secondary-title></titles>
<periodical><full-title>${style("Journal of made things")}</full-title><abbr-1>${style("J Made")}</abbr-1></periodical>
<pages>${style("75-99")}</pages><volume>${style("4")}</volume><number>${style("2")}</number>
<keywords><keyword>${style("ketamine")}</keyword><keyword>${style("one&#xD;two")}</keyword><keyword/></keywords>
<dates><year>${style("2014")}</year><pub-dates><date>${style("Apr 3")}</date></pub-dates></dates>
<isbn>${style("2045-1253 (Print)&#xD;2045-1261 (Electronic)")}</isbn><accession-num>${style("24688759")}</accession-num>
<abstract>${style("First.&#xD;Second &amp; last.")}</abstract><notes>${style("A note")}</notes>
<custom1>${style("The authors declare no conflict of interest.")}</custom1><custom2>${style("PMC3952483")}</custom2>
<urls><related-urls><url>${style("https://example.org")}</url></related-urls></urls>
<electronic-resource-num>${style("10.1177/2045125313507739")}</electronic-resource-num><remote-database-provider>${style("NLM")}</remote-database-provider><language>${style("eng")}</language></record>`;
const FILE = `<?xml version="1.0" encoding="UTF-8" ?><xml><records>${RECORD}</records></xml>`;

test("reads every field, styled or not", () => {
  const { format, records, problems } = readRecords(utf8(FILE), { file: "a.xml" });
  expect([format, problems]).toEqual(["endnote-xml", []]);
  expect(records).toMatchObject([
    {
      ids: { pmid: "24688759", pmcid: "PMC3952483", doi: "10.1177/2045125313507739" },
      title: "Uptake of ¹⁸F in vivo",
      authors: [{ family: "Caddy", given: "C." }, { collective: "A Study Group" }],
      editors: [{ family: "Editor", given: "E." }],
      affiliations: ["One.", "Two."],
      date: { year: 2014, month: 4, day: 3 },
      journal: {
        title: "Journal of made things",
        abbreviation: "J Made",
        issn: [{ value: "2045-1253" }, { value: "2045-1261" }],
      },
      volume: "4",
      issue: "2",
      pages: { first: "75", last: "99" },
      keywords: ["ketamine", "one", "two"],
      abstract: "First. Second & last.",
      conflictOfInterest: "The authors declare no conflict of interest.",
      notes: ["A note"],
      urls: ["https://example.org"],
      languages: ["eng"],
      publicationTypes: ["Journal Article"],
    },
  ]);
});

test("the ketamine record is written and read back; what is lost is named", () => {
  const seed = readRecords(
    new Uint8Array(
      readFileSync(join(repositoryRoot, "examples", "ketamine", "searches", "pubmed-24688759.txt")),
    ),
    { file: "seed" },
  ).records;
  const { text, losses } = writeRecords(seed, "endnote-xml");
  const back = readRecords(utf8(text), { file: "seed" });
  expect(back).toMatchObject({ format: "endnote-xml", problems: [], count: 1 });
  expect(losses.map(({ field }) => field)).not.toEqual(
    expect.arrayContaining([
      "title",
      "abstract",
      "authors",
      "DOI",
      "PMID",
      "PMCID",
      "journal",
      "pages",
      "keywords",
    ]),
  );
  const { records } = back;
  expect(records[0]).toMatchObject({
    title: seed[0]!.title,
    abstract: seed[0]!.abstract,
    conflictOfInterest: seed[0]!.conflictOfInterest,
  });
});

test("written again, a record of EndNote is the same", () => {
  const { records } = readRecords(utf8(FILE), { file: "a" });
  const again = readRecords(utf8(writeRecords(records, "endnote-xml").text), { file: "a" }).records;
  const content = ({ raw: _raw, source: _source, ...rest }: (typeof records)[number]): unknown => rest;
  expect(again.map(content)).toEqual(records.map(content));
});

test("however the text is cut into pieces, records and problems are the same", () => {
  expectSameInPieces(endnoteXml, [
    "<xml>", "<records>", "<record>", "</record>", "<titles><title>", "</title></titles>", "<style face='superscript'>", "</style>",
    "2", "&#xD;", "\n", "<", ">",
  ]); // prettier-ignore
});

describeShared("EndNote libraries", ["corpora", "records"], (root) => {
  test.each([
    ["reflib/blue-light.xml", 102],
    ["reflib/multipart.xml", 1],
    ["zotero-translators/endnote-xml/00.txt", 9],
    ["zotero-translators/endnote-xml/01.txt", 1],
    ["zotero-translators/endnote-xml/02.txt", 2],
    ["jabref/EndnoteXmlImporterTestArticle2.xml", 2],
    ["jabref/EndnoteXmlImporterTest_EmptyKeywordStyle.xml", 1],
  ])("%s: %i records", (file, count) => {
    const { records, problems, format } = readRecords(new Uint8Array(readFileSync(join(root, file))), {
      file,
    });
    expect([format, records.length, problems]).toEqual(["endnote-xml", count, []]);
    for (const { title } of records) expect(title).toMatch(/\w/);
  });

  /** Zotero's expected items, by title. */
  test("titles, names and years are those Zotero expects", () => {
    const folder = join(root, "zotero-translators", "endnote-xml");
    let compared = 0;
    for (const name of ["00", "02"]) {
      const { records } = readRecords(new Uint8Array(readFileSync(join(folder, `${name}.txt`))), {
        file: name,
      });
      const items = JSON.parse(readFileSync(join(folder, `${name}.expected.json`), "utf8")) as readonly {
        readonly title: string;
        readonly date?: string;
        readonly creators: readonly { readonly lastName: string; readonly creatorType: string }[];
      }[];
      expect(records).toHaveLength(items.length);
      for (const [at, item] of items.entries()) {
        const record = records[at]!;
        expect(record.title).toBe(item.title);
        expect(record.authors.map(({ family, collective }) => family ?? collective)).toEqual(
          item.creators
            .filter(({ creatorType }) => !/editor|translator|contributor/i.test(creatorType))
            .map(({ lastName }) => lastName),
        );
        if (item.date !== undefined) expect(item.date).toContain(String(record.date?.year));
        compared += 1;
      }
    }
    expect(compared).toBe(11);
  });
});
