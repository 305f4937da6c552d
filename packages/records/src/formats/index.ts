import type { RecordFormat } from "../model.ts";
import { bibtex } from "./bibtex/format.ts";
import { clinicalTrialsJson } from "./clinicaltrials/format.ts";
import { csv } from "./csv/format.ts";
import { cslJson } from "./csl-json/format.ts";
import { endnoteXml } from "./endnote-xml/format.ts";
import { europePmcJson, europePmcXml } from "./europepmc/format.ts";
import type { FormatDefinition } from "./format.ts";
import { jsonLines } from "./jsonl/format.ts";
import { medline } from "./medline/format.ts";
import { ovid } from "./ovid/format.ts";
import { pubmedXml } from "./pubmed-xml/format.ts";
import { refer } from "./refer/format.ts";
import { ris } from "./ris/format.ts";
import { wos } from "./wos/format.ts";

/** Every format, those with the plainest marks first: where two begin at the same place, the earlier one wins. */
export const FORMATS: readonly FormatDefinition[] = [
  medline,
  ris,
  pubmedXml,
  endnoteXml,
  wos,
  ovid,
  refer,
  bibtex,
  jsonLines,
  clinicalTrialsJson,
  europePmcJson,
  europePmcXml,
  cslJson,
  csv,
];

/** @throws Error when a format has a name but no definition: a mistake of this package */
export function formatOf(name: RecordFormat): FormatDefinition {
  const found = FORMATS.find((format) => format.name === name);
  if (found === undefined) throw new Error(`no definition of the format ${name}`);
  return found;
}
