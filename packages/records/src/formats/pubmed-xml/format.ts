import { rawFieldsOf } from "../../xml/raw-fields.ts";
import { childrenOf, textOf } from "../../xml/xml-node.ts";
import type { FormatDefinition, ReadContext, EntryReader } from "../format.ts";
import { createXmlReader } from "../xml-entries.ts";
import { mapPubmedArticle, mapPubmedBook } from "./map.ts";

/** Elements of running text in titles and abstracts (NLM DTD: %text;), and MathML with or without its prefix. */
const INLINE = /^(?:b|i|u|sub|sup|br|DispFormula|mml:.*|math|m(?:row|i|n|o|sup|sub|subsup|frac|text))$/;

/** PubMed's XML: what efetch gives, and the yearly baseline with its daily updates. */
export const pubmedXml: FormatDefinition = {
  name: "pubmed-xml",
  title: "PubMed XML",
  extension: "xml",
  beginning: "<PubmedArticle> or <PubmedBookArticle> elements",
  keepsRaw: false,
  findStart: (head) => {
    const at = head.search(/<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|DeleteCitation)[\s>]/);
    return at < 0 ? undefined : at;
  },
  createReader,
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
      const raw = rawFieldsOf(element, line, (name) => INLINE.test(name));
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
