import type { RecordDraft } from "../../draft.ts";
import { markedTextOf } from "../../xml/text-with-markup.ts";
import { childrenOf, type XmlElement } from "../../xml/xml-node.ts";

/**
 * The abstract: its parts with label and NLM category where it is structured, and all of it as one text ("LABEL: text …"
 * as PubMed prints it). Abstracts in other languages or by others (OtherAbstract) are not the abstract.
 */
export function addAbstract(draft: RecordDraft, abstract: XmlElement | undefined): void {
  const sections = childrenOf(abstract, "AbstractText").flatMap((part) => {
    const text = markedTextOf(part);
    const label = part.attributes?.get("Label");
    const category = part.attributes?.get("NlmCategory");
    if (text === undefined) return [];
    return [
      {
        ...(label === undefined || label === "" ? {} : { label }),
        ...(category === undefined ? {} : { category }),
        text,
      },
    ];
  });
  if (sections.length === 0) return;
  draft.abstract = sections
    .map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`))
    .join(" ");
  if (sections.some(({ label, category }) => label !== undefined || category !== undefined))
    draft.abstractSections = sections;
}
