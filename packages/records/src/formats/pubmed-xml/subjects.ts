import type { RecordDraft } from "../../draft.ts";
import { markedTextOf } from "../../xml/text-with-markup.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../../xml/xml-node.ts";
import { setOnce } from "../set-once.ts";

/** MeSH headings with qualifiers and major topics, substances, and the keywords of the authors or others. */
export function addSubjects(draft: RecordDraft, citation: XmlElement): void {
  for (const heading of childrenOf(childOf(citation, "MeshHeadingList"), "MeshHeading"))
    addHeading(draft, heading);
  const substances = childrenOf(childOf(citation, "ChemicalList"), "Chemical").flatMap((chemical) => {
    const name = textOf(childOf(chemical, "NameOfSubstance"));
    const number = textOf(childOf(chemical, "RegistryNumber"));
    if (name === undefined) return [];
    return [{ name, ...(number === undefined || number === "0" ? {} : { registryNumber: number }) }];
  });
  if (substances.length > 0) draft.substances = substances;
  for (const list of childrenOf(citation, "KeywordList")) {
    setOnce(draft, "keywordOwner", list.attributes?.get("Owner"));
    for (const keyword of childrenOf(list, "Keyword")) {
      const text = markedTextOf(keyword);
      if (text !== undefined) draft.keywords.push(text);
    }
  }
}

/** As MEDLINE prints it, "Ketamine/*therapeutic use", and taken apart. */
function addHeading(draft: RecordDraft, heading: XmlElement): void {
  const descriptor = childOf(heading, "DescriptorName");
  const term = textOf(descriptor);
  if (term === undefined) return;
  const major = isMajor(descriptor);
  const qualifiers = childrenOf(heading, "QualifierName").flatMap((qualifier) => {
    const name = textOf(qualifier);
    return name === undefined ? [] : [{ term: name, major: isMajor(qualifier) }];
  });
  const printed = [{ term, major }, ...qualifiers].map((part) => `${part.major ? "*" : ""}${part.term}`);
  draft.meshTerms.push(printed.join("/"));
  (draft.meshHeadings ??= []).push({ term, major, qualifiers });
}

function isMajor(element: XmlElement | undefined): boolean {
  return element?.attributes?.get("MajorTopicYN") === "Y";
}
