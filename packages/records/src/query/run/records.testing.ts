import { readRecords } from "../../read-records.ts";
import type { BibRecord } from "../../model.ts";

/** A record in MEDLINE form, from tag and value lines. */
export function readMedline(...lines: readonly string[]): BibRecord {
  const text = lines.map((line) => {
    const [, tag = "", value = ""] = /^(\S+) (.*)$/.exec(line) ?? [];
    return `${tag.padEnd(4)}- ${value}`;
  });
  return readOne(`${text.join("\n")}\n`, "pubmed.nbib");
}

/** A record in RIS. */
export function ris(...lines: readonly string[]): BibRecord {
  const text = lines.map((line) => line.replace(/^(\S\S) /, "$1  - "));
  return readOne(`TY  - JOUR\n${text.join("\n")}\nER  - \n`, "export.ris");
}

function readOne(text: string, file: string): BibRecord {
  const { records, problems } = readRecords(new TextEncoder().encode(text), { file });
  if (records.length !== 1) throw new Error(`${records.length} records: ${JSON.stringify(problems)}`);
  return { ...records[0]!, id: records[0]!.ids.pmid ?? records[0]!.title ?? "?" };
}

/** Five small records, made for these tests: a trial, one in animals and humans, one in rats, a review, one not indexed. */
export const SMALL_RECORDS: readonly BibRecord[] = [
  readMedline(
    "PMID 1",
    "TI Antidepressant effects of ketamine in depressed patients: a randomized trial.",
    "AB Placebo or ketamine was given to patients with treatment-resistant depression.",
    "AU Berman RM",
    "AU Müller K",
    "LA eng",
    "PT Journal Article",
    "PT Randomized Controlled Trial",
    "MH Adult",
    "MH Depressive Disorder, Major/*drug therapy",
    "MH Humans",
    "MH Ketamine/administration & dosage/*therapeutic use",
    "DP 2000 Feb 15",
    "TA Biol Psychiatry",
    "AID 10.1000/one [doi]",
    "RN 690G0D6V8H (Ketamine)",
    "EDAT 2000/03/01 09:00",
  ),
  readMedline(
    "PMID 2",
    "TI Ketamine in rats and men.",
    "AB Randomized infusions.",
    "AU Smith JA",
    "LA ger",
    "PT Journal Article",
    "MH Animals",
    "MH *Ketamine",
    "MH Humans",
    "DP 2010",
    "TA J Affect Disord",
  ),
  readMedline(
    "PMID 3",
    "TI Ketamine in rats.",
    "AB A placebo controlled study of groups of rats.",
    "LA eng",
    "PT Journal Article",
    "MH Animals",
    "MH Rats",
    "MH Ketamine/pharmacology",
    "DP 2012 Jan",
  ),
  readMedline(
    "PMID 4",
    "TI Treating mood disorders: pain and hip fractures.",
    "LA eng",
    "PT Review",
    "MH Mood Disorders/therapy",
    "MH Humans",
    "DP 2015",
  ),
  readMedline(
    "PMID 5",
    "TI Esketamine for depression.",
    "AB Patients were randomly assigned.",
    "OT nasal spray",
    "DP 2020 Dec 31",
    "LA eng",
    "PT Journal Article",
  ),
];
