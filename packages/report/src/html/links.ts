import type { ReportRow } from "@coppice/review";
import { unbroken } from "../format.ts";
import { anchor, breakable, h, type Content, type Html } from "./element.ts";

/** A sentence in pieces; a piece with a target is a number and the parts of the anchor where its derivation stands. */
export type Sentence = readonly (string | { readonly text: string; readonly target: readonly string[] })[];

interface Identified {
  readonly pmid?: string | undefined;
  readonly pmcid?: string | undefined;
  readonly doi?: string | undefined;
  readonly registration?: string | undefined;
  readonly url?: string | undefined;
}

/** Links to PubMed, PubMed Central, the DOI and the registry, whichever are known. They are links only: nothing is loaded. */
export function outsideLinks({ pmid, pmcid, doi, registration, url }: Identified): readonly Content[] {
  const links: Html[] = [];
  if (pmid !== undefined && /^\d+$/.test(pmid))
    links.push(link(`https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`, `PubMed ${pmid}`));
  if (pmcid !== undefined && /^PMC\d+$/.test(pmcid))
    links.push(link(`https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(pmcid)}/`, pmcid));
  if (doi !== undefined && /^10\.\d+\/./.test(doi)) links.push(link(`https://doi.org/${inUrl(doi)}`, "DOI"));
  if (registration !== undefined && /^NCT\d{8}$/.test(registration))
    links.push(link(`https://clinicaltrials.gov/study/${registration}`, registration));
  if (url !== undefined && /^https:\/\/\S+$/.test(url)) links.push(link(url, "source"));
  return links.flatMap((part, index) => (index === 0 ? [part] : [" · ", part]));
}

function link(href: string, text: string): Html {
  return h("a", { href, rel: "noreferrer" }, breakable(text));
}

/** A DOI in a URL: everything encoded but its slashes; half characters, which no DOI has, are left out. */
function inUrl(doi: string): string {
  return doi
    .replace(/[\ud800-\udfff]/gu, "")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

/** A citation that is only identifiers or holds them ("PMID 1234; doi:10.1000/x"), with links. */
export function linkedCitation(text: string): readonly Content[] {
  const parts: Content[] = [];
  let from = 0;
  for (const match of text.matchAll(/PMID:? ?(\d{4,9})|doi:(10\.\d{4,9}\/[^\s;,)]*[^\s;,).])/g)) {
    const [whole, pmid, doi] = match;
    const href =
      pmid === undefined ? `https://doi.org/${inUrl(doi ?? "")}` : `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
    parts.push(text.slice(from, match.index), link(href, whole));
    from = match.index + whole.length;
  }
  return [...parts, text.slice(from)];
}

/** A sentence whose numbers lead to their derivation. */
export function tracedSentence(sentence: Sentence): readonly Content[] {
  return sentence.map((piece) =>
    typeof piece === "string" ? unbroken(piece) : traced(piece.text, ...piece.target),
  );
}

/** A number that leads to its derivation. */
export function traced(text: string, ...target: readonly string[]): Html {
  return h("a", { class: "traced", href: `#${anchor(...target)}` }, text);
}

export function citation(report: ReportRow): readonly Content[] {
  const links = outsideLinks(report);
  return [report.citation, ...(links.length > 0 ? [" (", links, ")"] : [])];
}
