/** A MEDLINE entry with every field that a record has a place for. */
export const FULL_ENTRY = [
    "PMID- 1", "OWN - NLM", "STAT- MEDLINE", "DCOM- 20140624", "IS  - 2045-1253 (Print)", "VI  - 4", "IP  - 2", "DP  - 2014 Apr",
    "TI  - A title.", "PG  - 75-99", "LID - 10.1000/x [doi]", "AB  - AIM: To see. RESULTS: Seen.", "FAU - King, Martin L Jr",
    "AU  - King ML Jr", "AUID- ORCID: 0000-0002-1825-0097", "AD  - Oslo.", "CN  - The Group", "FED - Ed, Ann", "ED  - Ed A",
    "FIR - Doe, Jo", "IR  - Doe J", "IRAD- Bergen.", "LA  - eng", "GR  - G1/MRC_/MRC/United Kingdom", "GR  - Fund",
    "SI  - ClinicalTrials.gov/NCT01234567", "SI  - ISRCTN/ISRCTN04512", "PT  - Review", "TT  - Ein Titel.", "PL  - England",
    "TA  - J X", "JT  - Journal of X", "JID - 101", "SB  - IM", "RN  - 0 (Gels)", "RN  - EC 1.1 (Enzyme)",
    "EIN - J X. 2015;1:2. PMID: 7", "MH  - Ketamine/*therapeutic use", "PMC - PMC12", "OTO - NOTNLM", "OT  - word", "COIS- None.",
    "PHST- 2014/04/02 06:00 [entrez]", "AID - S1 [pii]", "PST - ppublish", "SO  - J X. 2014 Apr;4(2):75-99. doi: 10.1000/x.",
    "GN  - A note",
  ].join("\n"); // prettier-ignore
