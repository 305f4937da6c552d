import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeShared } from "../../../../../tools/testing/shared.ts";
import { decodeText } from "../../text-encoding.ts";
import { mapMedline } from "./map.ts";
import { parseMedline } from "./parse.ts";
import { writeMedlineFields } from "./write.ts";

/** File and entries of the real exports, 266 in all. */
const FILES: readonly (readonly [file: string, entries: number])[] = [
  ["asreview-citation-file-formatting/RIS/_baseline_pubmed.ris", 50],
  ["revtools/restoration_pubmed.nbib", 104],
  ["reflib/blue-light.nbib", 80],
  ["synthesisr/res_synth_methods.txt", 2],
  ["biopython/Medline/pubmed_result1.txt", 1],
  ["biopython/Medline/pubmed_result3.txt", 1],
  ["jabref/MedlinePlainImporterTestCompleteEntry.txt", 1],
  ["jabref/MedlinePlainImporterStringOutOfBounds.txt", 2],
  ["jabref/MedlinePlainImporterTestDOI.txt", 1],
  ["jabref/MedlinePlainImporterTestInproceeding.txt", 1],
  ["jabref/MedlinePlainImporterTestMultipleEntries.txt", 7],
  ["jabref/NbibImporterTest.nbib", 1],
  ["colrev/eric_nbib.nbib", 1],
  ["colrev/nbib_data.nbib", 1],
  ["zotero-translators/medline-nbib/00.txt", 1],
  ["zotero-translators/medline-nbib/01.txt", 2],
  ["zotero-translators/medline-nbib/03.txt", 1],
  ["zotero-translators/medline-nbib/04.txt", 3],
  ["zotero-translators/medline-nbib/06.txt", 4],
  ["zotero-translators/medline-nbib/07.txt", 2],
];

/** Its line "SO  invalid line" has no tag: flattened, nothing tells where it begins. */
const UNEQUAL_WHEN_FLAT = ["27433151"];

/** Runs of blanks are one in a flattened text. */
const plain = (value: string): string => value.replace(/[ \t]+/g, " ");

describeShared("MEDLINE of the corpora", ["corpora", "records"], (root) => {
  const read = FILES.map(([file, entries]) => {
    const { text } = decodeText(new Uint8Array(readFileSync(join(root, file))), file);
    return { file, entries, text, parsed: parseMedline(text, file) };
  });

  test("every entry is read", () => {
    expect(read.map(({ file, parsed }) => [file, parsed.entries.length])).toEqual(FILES);
  });

  test("every FAU, and every AU without one, is one author", () => {
    for (const { file, parsed } of read) {
      for (const entry of parsed.entries) {
        const tags = entry.fields.filter(({ value }) => value !== "").map(({ tag }) => tag);
        const wanted = tags.filter(
          (tag, at) => tag === "FAU" || tag === "CN" || (tag === "AU" && tags[at - 1] !== "FAU"),
        );
        const { authors } = mapMedline(entry, file, 1);
        expect([file, entry.line, authors.length]).toEqual([file, entry.line, wanted.length]);
        expect(authors.filter(({ collective }) => collective !== undefined)).toHaveLength(
          wanted.filter((tag) => tag === "CN").length,
        );
      }
    }
  });

  test("written in lines and read again, all fields are the same", () => {
    for (const { parsed } of read) {
      for (const { fields } of parsed.entries) {
        const again = parseMedline(writeMedlineFields(fields), "again").entries[0]!;
        expect(again.fields.map(({ tag, value }) => [tag, value])).toEqual(
          fields.map(({ tag, value }) => [tag, value]),
        );
      }
    }
  });

  test("flattened to one line, every entry has the same fields", () => {
    const unequal: string[] = [];
    let compared = 0;
    for (const { parsed } of read) {
      for (const { fields } of parsed.entries) {
        const flat = plain(fields.map(({ tag, value }) => `${tag.padEnd(4)}- ${value}`).join(" "));
        const again = parseMedline(flat, "flat").entries[0];
        const found = again?.fields.map(({ tag, value }) => `${tag}=${value}`) ?? [];
        const wanted = fields.map(({ tag, value }) => `${tag}=${plain(value).replace(/^ | $/g, "")}`);
        compared += 1;
        if (JSON.stringify(found) !== JSON.stringify(wanted)) unequal.push(fields[0]!.value);
      }
    }
    expect(compared).toBe(266);
    expect(unequal).toEqual(UNEQUAL_WHEN_FLAT);
  });
});
