import type { FormatDefinition } from "../format.ts";
import { createCslReader } from "./read.ts";
import { writeCslItem } from "./write.ts";

/** CSL-JSON, of Zotero, Mendeley, citeproc, pandoc and Crossref. */
export const cslJson: FormatDefinition = {
  name: "csl-json",
  title: "CSL-JSON",
  extension: "json",
  beginning: "a list of objects",
  keepsRaw: true,
  findStart: (head) => {
    const isJson = /^\s*(?:\[\s*(?:[{\]]|$)|\{\s*["}])/.test(head);
    return isJson && !REGISTER.test(head) ? 0 : undefined;
  },
  createReader: createCslReader,
  writer: { begin: "[", between: ",\n", end: "]\n", entry: writeCslItem },
};

/** Keys of trial registers whose JSON is no list of citations: ISRCTN, CTIS, EU CTR, the older ClinicalTrials.gov. */
const REGISTER = /"(?:isrctn|ctNumber|a2_eudract_number|required_header)"\s*:/;
