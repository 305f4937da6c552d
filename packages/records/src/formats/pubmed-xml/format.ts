import { rawFieldsOf } from "../../xml/raw-fields.ts";
import { childrenOf, textOf } from "../../xml/xml-node.ts";
import type { FormatDefinition, ReadContext, EntryReader } from "../format.ts";
import { createXmlReader } from "../xml-entries.ts";
import { mapPubmedArticle, mapPubmedBook } from "./map.ts";
import { isRunningText } from "./running-text.ts";
import { writePubmedEntry } from "./write.ts";

const DOCTYPE =
  '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">';

/** PubMed's XML: what efetch gives, and the yearly baseline with its daily updates. */
export const pubmedXml: FormatDefinition = {
  name: "pubmed-xml",
  title: "PubMed XML",
  extension: "xml",
  beginning: "<PubmedArticle> or <PubmedBookArticle> elements",
  keepsRaw: true,
  findStart: (head) => {
    const at = head.search(/<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|DeleteCitation)[\s>]/);
    return at < 0 ? undefined : at;
  },
  createReader,
  writer: {
    begin: `<?xml version="1.0" encoding="UTF-8"?>\n${DOCTYPE}\n<PubmedArticleSet>\n`,
    between: "",
    end: "</PubmedArticleSet>\n",
    entry: writePubmedEntry,
  },
};

function createReader(context: ReadContext): EntryReader {
  return createXmlReader(context, ["PubmedArticle", "PubmedBookArticle", "DeleteCitation"], {
    element: ({ element, text, line }, ordinal) => {
      if (element.name === "DeleteCitation") {
        for (const each of childrenOf(element, "PMID")) {
          const pmid = textOf(each);
          const version = each.attributes?.get("Version");
          if (pmid !== undefined)
            context.sink.deletion({
              pmid,
              ...(version === undefined ? {} : { version }),
              line: line + each.line,
            });
        }
        return "no-entry";
      }
      const place = { file: context.file, ordinal, line };
      const raw = rawFieldsOf(element, line, isRunningText);
      const record =
        element.name === "PubmedArticle"
          ? mapPubmedArticle(element, place, raw)
          : mapPubmedBook(element, place, raw);
      if (record === undefined) {
        context.sink.problem({
          code: "empty-entry",
          severity: "error",
          message: "the entry has neither PMID nor title; it was not read",
          where: { file: context.file, line, record: ordinal },
          fix: "Remove it, or export the record again.",
        });
      } else context.sink.record(context.keepText ? { ...record, text } : record);
      return "entry";
    },
  });
}
