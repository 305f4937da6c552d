import type { RecordDraft } from "../../draft.ts";

type Person = RecordDraft["authors"][number];

/**
 * The values of an entry whose meaning only the whole entry shows: which of several tags holds a field differs between
 * Ovid, Embase, CENTRAL, Scopus, Web of Science, EBSCO, ProQuest, EndNote, Zotero and others.
 */
export interface Parts {
  readonly draft: RecordDraft;
  type: string;
  ti: string;
  t1: string;
  ct: string;
  bt: string;
  st: string;
  t2: string;
  t3: string;
  jf: string;
  jo: string;
  ja: string;
  j2: string;
  py: string;
  y1: string;
  da: string;
  sp: string;
  ep: string;
  pg: string;
  article: string;
  abstract: string;
  accession: string;
  database: string;
  doiInText: string | undefined;
  conflict: string;
  otherAbstracts: string[] | undefined;
  affiliations: string[] | undefined;
  orcids: string[] | undefined;
  secondary: Person[] | undefined;
  kinds: string[] | undefined;
}

export function newParts(draft: RecordDraft): Parts {
  return {
    draft,
    type: "",
    ti: "",
    t1: "",
    ct: "",
    bt: "",
    st: "",
    t2: "",
    t3: "",
    jf: "",
    jo: "",
    ja: "",
    j2: "",
    py: "",
    y1: "",
    da: "",
    sp: "",
    ep: "",
    pg: "",
    article: "",
    abstract: "",
    accession: "",
    database: "",
    doiInText: undefined,
    conflict: "",
    otherAbstracts: undefined,
    affiliations: undefined,
    orcids: undefined,
    secondary: undefined,
    kinds: undefined,
  };
}
