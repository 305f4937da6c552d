/** Dates of the record's life that have a tag of their own. */
export const EVENTS: Readonly<Record<string, string>> = {
  DA: "created-medline",
  DCOM: "completed",
  LR: "revised",
  DEP: "published-electronic",
  EDAT: "entered",
  MHDA: "mesh-added",
  CRDT: "created",
  CTDT: "contributed",
  PMCR: "released-pmc",
};

/** Links between a publication and what was published about it (NLM, MEDLINE/PubMed Data Element Descriptions). */
export const RELATIONS: Readonly<Record<string, string>> = {
  CIN: "comment-in",
  CON: "comment-on",
  EIN: "erratum-in",
  EFR: "erratum-for",
  CRI: "corrected-republished-in",
  CRF: "corrected-republished-from",
  DDIN: "dataset-described-in",
  DRIN: "dataset-used-in",
  ECI: "concern-in",
  ECF: "concern-for",
  ORI: "original-report-in",
  PRIN: "partial-retraction-in",
  PROF: "partial-retraction-of",
  RIN: "retraction-in",
  ROF: "retraction-of",
  RPI: "republished-in",
  RPF: "republished-from",
  SPIN: "summary-for-patients-in",
  UIN: "update-in",
  UOF: "update-of",
};
