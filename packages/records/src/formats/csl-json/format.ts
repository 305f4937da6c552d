import type { FormatDefinition } from "../format.ts";
import { wholeTextReader } from "../whole-text-reader.ts";
import { readCslJson } from "./map.ts";
import { writeCslItem } from "./write.ts";

export const cslJson: FormatDefinition = {
  name: "csl-json",
  title: "CSL-JSON",
  extension: "json",
  beginning: "a list of objects",
  keepsRaw: false,
  findStart: (head) => (/^\s*(?:\[\s*(?:[{\]]|$)|\{\s*["}])/.test(head) ? 0 : undefined),
  createReader: (context) => wholeTextReader(context, (text) => readCslJson(text, context.file)),
  writer: { begin: "[", between: ",\n", end: "]\n", entry: writeCslItem },
};
