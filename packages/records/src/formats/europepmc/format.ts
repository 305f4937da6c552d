import { rawFieldsOf } from "../../xml/raw-fields.ts";
import { isInline, jsonOfXml } from "./json-of-xml.ts";
import type { FormatDefinition } from "../format.ts";
import { createJsonReader } from "../json-entries.ts";
import { createXmlReader } from "../xml-entries.ts";
import { mapEuropePmc } from "./map.ts";
import { writeEuropePmcJson, writeEuropePmcXml } from "./write.ts";

/** Europe PMC's search results as JSON, "lite" or "core". */
export const europePmcJson: FormatDefinition = {
  name: "europepmc-json",
  title: "Europe PMC JSON",
  extension: "json",
  beginning: "results of a resultList",
  keepsRaw: true,
  findStart: (head) => (/^\s*\{/.test(head) && /"resultList"\s*:/.test(head) ? 0 : undefined),
  createReader: (context) =>
    createJsonReader(
      context,
      ["resultList/result"],
      ({ item, place, raw }) => mapEuropePmc("europepmc-json", item, place, raw),
      "identifier or title",
    ),
  writer: {
    begin: '{"resultList":{"result":[\n',
    between: ",\n",
    end: "\n]}}\n",
    entry: writeEuropePmcJson,
  },
};

/** The same results as XML. */
export const europePmcXml: FormatDefinition = {
  name: "europepmc-xml",
  title: "Europe PMC XML",
  extension: "xml",
  beginning: "<result> elements of a <resultList>",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/<resultList[\s>]/);
    return at < 0 || !/<responseWrapper[\s>]|<result[\s>]/.test(head) ? undefined : at;
  },
  createReader: (context) =>
    createXmlReader(context, ["result"], {
      element: ({ element, text, line }, ordinal) => {
        const raw = rawFieldsOf(element, line, isInline);
        const place = { file: context.file, ordinal, line };
        const record = mapEuropePmc("europepmc-xml", jsonOfXml(element), place, raw);
        if (record === undefined)
          context.sink.problem({
            code: "empty-entry",
            severity: "error",
            message: "the entry has no identifier or title; it was not read",
            where: { file: context.file, line, record: ordinal },
            fix: "Remove it, or download it again.",
          });
        else context.sink.record(context.keepText ? { ...record, text } : record);
        return "entry";
      },
    }),
  writer: {
    begin: '<?xml version="1.0" encoding="UTF-8"?>\n<responseWrapper><resultList>\n',
    between: "",
    end: "</resultList></responseWrapper>\n",
    entry: writeEuropePmcXml,
  },
};
