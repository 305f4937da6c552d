import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import type { BibRecord } from "../../model.ts";
import { readRecords } from "../../read-records.ts";
import { writeRecords } from "../../write-records.ts";

type Row = readonly [
  file: string, records: number, title: number, abstract: number, doi: number, journal: number, authors: number, year: number,
]; // prettier-ignore

/** One small library as the tools export it, and real searches: in how many records each field is found. */
const EXPORTS: readonly Row[] = [
  ["asreview-citation-file-formatting/RIS/_baseline.ris", 100, 100, 98, 100, 100, 100, 100],
  ["asreview-citation-file-formatting/RIS/_baseline_cinahl.ris", 9, 9, 9, 9, 9, 9, 9],
  ["asreview-citation-file-formatting/RIS/_baseline_citavi.ris", 100, 100, 98, 100, 100, 100, 100],
  ["asreview-citation-file-formatting/RIS/_baseline_cochrane_endnote.ris", 3, 3, 3, 3, 3, 3, 3],
  ["asreview-citation-file-formatting/RIS/_baseline_cochrane_refman.ris", 3, 3, 3, 3, 3, 3, 3],
  // Two of its ten records have no abstract in any export.
  ["asreview-citation-file-formatting/RIS/_baseline_covidence_endnote.ris", 10, 10, 8, 10, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_covidence_mendeley.ris", 10, 10, 8, 10, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_covidence_refworks.ris", 10, 10, 8, 10, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_covidence_zotero.ris", 10, 10, 8, 10, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_embase.ris", 10, 10, 8, 10, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_endnote.ris", 10, 10, 8, 10, 10, 10, 10],
  // Google Scholar gives neither abstract nor DOI.
  ["asreview-citation-file-formatting/RIS/_baseline_googlescholar.ris", 10, 10, 0, 0, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_openalex.ris", 9, 9, 9, 9, 9, 9, 9],
  ["asreview-citation-file-formatting/RIS/_baseline_psychInfo_ovid.ris", 10, 10, 10, 10, 10, 10, 10],
  ["asreview-citation-file-formatting/RIS/_baseline_zotero.ris", 10, 10, 8, 10, 10, 10, 10],
  ["asreview/embase.ris", 6, 6, 6, 6, 6, 6, 6],
  ["asreview/ovid_psycinfo.ris", 6, 6, 6, 6, 6, 6, 6],
  ["asreview/proquest.ris", 6, 6, 6, 6, 6, 6, 6],
  ["asreview/pubmed_endnote.txt", 6, 6, 6, 6, 6, 6, 6],
  ["asreview/pubmed_zotero.ris", 6, 6, 6, 6, 6, 6, 6],
  ["asreview/scopus.ris", 6, 6, 6, 6, 6, 6, 6],
  ["asreview/web_of_science.txt", 10, 10, 10, 10, 10, 10, 10],
  // Three of its seven are a report, a thesis or have no DOI; two have no journal.
  ["asreview/ris_issue_1099.txt", 7, 7, 7, 4, 5, 7, 7],
  ["reflib/blue-light.ris", 102, 102, 98, 72, 102, 101, 102],
  ["citesource/20221207_gambling-harms_lens_49.ris", 49, 49, 49, 44, 43, 48, 49],
  ["citesource/Dimensions_246.ris", 246, 246, 243, 246, 236, 246, 246],
  ["citesource/WoS_79.ris", 79, 79, 76, 70, 79, 79, 79],
  ["citesource/psycinfo_64.ris", 64, 64, 64, 49, 63, 64, 64],
  ["asysd/scopus.ris", 10, 10, 10, 10, 10, 10, 10],
  ["asysd/wos_test.ris", 50, 50, 49, 37, 50, 50, 50],
  ["colrev/ieee_ris.ris", 2, 2, 0, 2, 2, 2, 2],
  ["synthesisr/scopus.ris", 92, 92, 89, 82, 92, 92, 92],
];

/** Numbers of the record in the databases, by file: PMIDs and accessions found. */
const NUMBERS: readonly (readonly [file: string, pmids: number, accessions: number, first: string])[] = [
  ["asreview-citation-file-formatting/RIS/_baseline_cinahl.ris", 0, 9, "176404503"],
  ["asreview-citation-file-formatting/RIS/_baseline_cochrane_endnote.ris", 2, 3, "CN-00778158"],
  ["asreview-citation-file-formatting/RIS/_baseline_embase.ris", 10, 10, "L2029880245"],
  ["asreview-citation-file-formatting/RIS/_baseline_endnote.ris", 0, 10, "L2030246463"],
  ["asreview-citation-file-formatting/RIS/_baseline_psychInfo_ovid.ris", 0, 10, "2021-94054-001"],
  ["asreview/proquest.ris", 0, 6, "2214991469; 51887"],
  ["asreview/pubmed_endnote.txt", 6, 6, "21553931"],
  ["asreview/scopus.ris", 5, 6, "2-s2.0-85074596690"],
  ["asreview/web_of_science.txt", 0, 9, "WOS:000444108200009"],
  ["citesource/Dimensions_246.ris", 76, 246, "pub.1149029839"],
  ["reflib/blue-light.ris", 102, 102, "29657938"],
];

describeShared("RIS of the corpora", ["corpora", "records"], (root) => {
  const read = (file: string): readonly BibRecord[] =>
    readRecords(new Uint8Array(readFileSync(join(root, file))), { file }).records;

  test.each(EXPORTS)("%s", (file, ...counts) => {
    const records = read(file);
    const having = (field: (record: BibRecord) => unknown): number =>
      records.filter((record) => field(record) !== undefined).length;
    expect([
      records.length,
      having(({ title }) => title),
      having(({ abstract }) => abstract),
      having(({ ids }) => ids.doi),
      having(({ journal }) => journal?.title),
      having(({ authors }) => authors[0]),
      having(({ date }) => date),
    ]).toEqual(counts);
  });

  test.each(NUMBERS)("%s: PMIDs and accessions", (file, pmids, accessions, first) => {
    const records = read(file);
    expect(records.filter(({ ids }) => ids.pmid !== undefined)).toHaveLength(pmids);
    expect(records.filter(({ ids }) => ids.accession !== undefined)).toHaveLength(accessions);
    expect(records[0]!.ids.accession).toBe(first);
  });

  test("written and read again, every entry has its fields in their order", () => {
    for (const [file] of EXPORTS) {
      const records = read(file);
      const { text } = writeRecords(records, "ris");
      const again = readRecords(new TextEncoder().encode(text), { file, format: "ris" }).records;
      const fields = (all: readonly BibRecord[]): unknown =>
        all.map(({ raw }) => raw.map(({ tag, value }) => [tag, value]));
      expect([file, fields(again)]).toEqual([file, fields(records)]);
    }
  });
});
