import type { PartialDate } from "../../model.ts";
import { parseDate } from "../../normal-forms/dates.ts";
import { normaliseDoi } from "../../normal-forms/identifiers.ts";

export interface SourceCitation {
  readonly journal?: string;
  readonly date?: PartialDate;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly doi?: string;
}

/**
 * The parts of a citation as PubMed prints it in SO, a cross-check on four other fields:
 * "Ther Adv Psychopharmacol. 2014 Apr;4(2):75-99. doi: 10.1177/2045125313507739." Parts it does not find are absent.
 */
export function parseSourceCitation(text: string): SourceCitation {
  const doi = doiOfCitation(text);
  const match =
    /^(.+?)\. ((?:1[5-9]|20)\d\d[^;:]*?)(?:;([^:(]*)(?:\(([^)]*)\))?(?::([^.]*(?:\.e?\d+)*))?)?\. ?/.exec(
      text.endsWith(".") ? text : `${text}.`,
    );
  const [, journal, printed, volume, issue, pages] = match ?? [];
  const date = printed === undefined ? undefined : parseDate(printed);
  return {
    ...(journal === undefined ? {} : { journal }),
    ...(date === undefined ? {} : { date }),
    ...(volume === undefined || volume.trim() === "" ? {} : { volume: volume.trim() }),
    ...(issue === undefined ? {} : { issue }),
    ...(pages === undefined || pages === "" ? {} : { pages }),
    ...(doi === undefined ? {} : { doi }),
  };
}

const STOP = 46;

/** The DOI that a citation names: "… doi: 10.1177/2045125313507739." */
export function doiOfCitation(text: string): string | undefined {
  const at = text.indexOf("doi: 10.");
  if (at > 0 && text.charCodeAt(at - 1) === 32) {
    const end = text.indexOf(" ", at + 5);
    const to = end < 0 ? text.length : end;
    return normaliseDoi(text.slice(at + 5, text.charCodeAt(to - 1) === STOP ? to - 1 : to));
  }
  return normaliseDoi(/\bdoi:\s*(\S+)/i.exec(text)?.[1] ?? "");
}
