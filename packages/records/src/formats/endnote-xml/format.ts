import { rawFieldsOf } from "../../xml/raw-fields.ts";
import { faultyYear } from "../faulty-year.ts";
import type { FormatDefinition } from "../format.ts";
import { createXmlReader } from "../xml-entries.ts";
import { mapEndnoteRecord } from "./map.ts";
import { writeEndnoteRecord } from "./write.ts";

/** The XML export of EndNote, also written by Bookends, Zotero, Rayyan and others. */
export const endnoteXml: FormatDefinition = {
  name: "endnote-xml",
  title: "EndNote XML",
  extension: "xml",
  beginning: "<record> elements inside <records>",
  keepsRaw: false,
  findStart: (head) => {
    const found = /<record(?:\s[^>]*)?>/.exec(head);
    if (found === null || !/<xml(?:\s[^>]*)?>|<records(?:\s[^>]*)?>/.test(head.slice(0, found.index)))
      return undefined;
    return /<(?:ref-type|source-app|rec-number|contributors|titles|database)\b/.test(head)
      ? found.index
      : undefined;
  },
  createReader: (context) =>
    createXmlReader(context, ["record"], {
      element: ({ element, text, line }, ordinal) => {
        const raw = rawFieldsOf(element, line, (name) => name === "style");
        const record = mapEndnoteRecord(element, { file: context.file, ordinal, line }, raw);
        if (record === undefined) {
          context.sink.problem({
            code: "empty-entry",
            severity: "error",
            message: "the entry has no title, author, year or identifier; it was not read",
            where: { file: context.file, line, record: ordinal },
            fix: "Remove it, or export the record again.",
          });
        } else {
          for (const problem of faultyYear(record, ["dates/year"])) context.sink.problem(problem);
          context.sink.record(context.keepText ? { ...record, text } : record);
        }
        return "entry";
      },
    }),
  writer: {
    begin: '<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n',
    between: "",
    end: "</records></xml>\n",
    entry: writeEndnoteRecord,
  },
};
