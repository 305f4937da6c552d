import type { RecordDraft } from "../../draft.ts";
import { findOrcid } from "../../normal-forms/identifiers.ts";
import { markedTextOf } from "../../xml/text-with-markup.ts";
import { childrenOf, type XmlElement } from "../../xml/xml-node.ts";

type AuthorDraft = RecordDraft["authors"][number];

/** Authors or investigators of a list, in order. Names that NLM marks as mistaken (ValidYN="N") are left out. */
export function authorsOf(list: XmlElement | undefined): AuthorDraft[] {
  return childrenOf(list).flatMap((entry) => {
    if (entry.name !== "Author" && entry.name !== "Investigator") return [];
    if (entry.attributes?.get("ValidYN") === "N") return [];
    const author = authorOf(entry);
    return author.family === undefined && author.collective === undefined ? [] : [author];
  });
}

function authorOf(entry: XmlElement): AuthorDraft {
  const author: AuthorDraft = { affiliations: [] };
  for (const part of childrenOf(entry)) {
    const text = part.name === "AffiliationInfo" ? undefined : markedTextOf(part);
    switch (part.name) {
      case "LastName":
        if (text !== undefined) author.family = text;
        break;
      case "ForeName":
      case "FirstName":
        if (text !== undefined) author.given = text;
        break;
      case "Initials":
        if (text !== undefined) author.initials = text;
        break;
      case "Suffix":
        if (text !== undefined) author.suffix = text;
        break;
      case "CollectiveName":
        if (text !== undefined) author.collective = text;
        break;
      case "Affiliation":
        if (text !== undefined) author.affiliations.push(text);
        break;
      case "AffiliationInfo":
        for (const each of childrenOf(part, "Affiliation")) {
          const affiliation = markedTextOf(each);
          if (affiliation !== undefined) author.affiliations.push(affiliation);
        }
        break;
      case "Identifier": {
        const orcid = part.attributes?.get("Source") === "ORCID" ? findOrcid(text ?? "") : undefined;
        if (orcid !== undefined) author.orcid = orcid;
        break;
      }
      default:
        break;
    }
  }
  return author;
}
