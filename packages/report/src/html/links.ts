import type { ReportRow } from "@coppice/review";
import { anchor, h, type Content, type Html } from "./element.ts";

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
  if (pmid !== undefined)
    links.push(link(`https://pubmed.ncbi.nlm.nih.gov/${encodeURIComponent(pmid)}/`, `PubMed ${pmid}`));
  if (pmcid !== undefined)
    links.push(link(`https://pmc.ncbi.nlm.nih.gov/articles/${encodeURIComponent(pmcid)}/`, pmcid));
  if (doi !== undefined) links.push(link(`https://doi.org/${encodeURI(doi)}`, "DOI"));
  if (registration !== undefined && /^NCT\d{8}$/.test(registration))
    links.push(link(`https://clinicaltrials.gov/study/${registration}`, registration));
  if (url !== undefined && /^https:\/\/\S+$/.test(url)) links.push(link(url, "source"));
  return links.flatMap((part, index) => (index === 0 ? [part] : [" · ", part]));
}

function link(href: string, text: string): Html {
  return h("a", { href, rel: "noreferrer" }, text);
}

/** A number that leads to its derivation. */
export function traced(text: string, ...target: readonly string[]): Html {
  return h("a", { class: "traced", href: `#${anchor(...target)}` }, text);
}

export function citation(report: ReportRow): readonly Content[] {
  const links = outsideLinks(report);
  return [report.citation, ...(links.length > 0 ? [" (", links, ")"] : [])];
}
