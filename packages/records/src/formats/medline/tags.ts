/** The closed list of MEDLINE tags (NLM, MEDLINE/PubMed Data Element Descriptions), with five older ones seen in real files. */
export const MEDLINE_TAGS: ReadonlySet<string> = new Set(
  (
    "PMID OWN STAT DCOM LR IS VI IP DP TI PG LID AB CI FAU AU AUID AD LA GR PT DEP PL TA JT JID PMC PMCR MID OTO OT OTABT " +
    "OAB OABL COIS EDAT MHDA CRDT CDAT PHST AID PST SO SB MH RN NM SI SFM STO CN FIR IR IRAD RF TT BTI CTI CP CTDT EN ISBN " +
    "VTI PB ED FED EDDT DA PS FPS GN PUBM CON CIN EIN EFR CRI CRF PRIN PROF RPI RPF RIN ROF UIN UOF SPIN ORI ECI ECF DRIN " +
    "DDIN OID GS OCI NR DRDT"
  ).split(" "),
);

/** Tags whose values are identifiers, codes, names of few words or dates, so that a tag inside them is never text. */
export const IDENTIFIER_TAGS: ReadonlySet<string> = new Set(
  (
    "PMID OWN STAT DCOM LR IS VI IP DP PG LID AUID LA PT DEP PL TA JT JID PMC PMCR MID OTO EDAT MHDA CRDT CDAT PHST AID " +
    "PST SB OID DA"
  ).split(" "),
);
