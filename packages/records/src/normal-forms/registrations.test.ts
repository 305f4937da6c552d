import { expect, test } from "vitest";
import { findRegistrations } from "./registrations.ts";

test.each([
  ["NCT01234567", "ClinicalTrials.gov", "NCT01234567"],
  ["nct 01234567.", "ClinicalTrials.gov", "NCT01234567"],
  ["NCT-01234567", "ClinicalTrials.gov", "NCT01234567"],
  ["ISRCTN12345678", "ISRCTN", "ISRCTN12345678"],
  ["ISRCTN 12345678", "ISRCTN", "ISRCTN12345678"],
  ["ACTRN12605000001617", "ANZCTR", "ACTRN12605000001617"],
  ["ACTRN: 12605000001617p", "ANZCTR", "ACTRN12605000001617"],
  ["ChiCTR-TRC-08000157", "ChiCTR", "ChiCTR-TRC-08000157"],
  ["ChiCTR1900021234", "ChiCTR", "ChiCTR1900021234"],
  ["DRKS00000123", "DRKS", "DRKS00000123"],
  ["UMIN000001234", "UMIN-CTR", "UMIN000001234"],
  ["JPRN-UMIN000001234", "UMIN-CTR", "UMIN000001234"],
  ["UMIN-CTR UMIN000001234", "UMIN-CTR", "UMIN000001234"],
  ["jRCTs031180123", "jRCT", "jRCTs031180123"],
  ["jRCT2031200123", "jRCT", "jRCT2031200123"],
  ["JapicCTI-101234", "JapicCTI", "JapicCTI-101234"],
  ["CTRI/2009/091/000123", "CTRI", "CTRI/2009/091/000123"],
  ["PACTR201012000262119", "PACTR", "PACTR201012000262119"],
  ["IRCT138804212130N1", "IRCT", "IRCT138804212130N1"],
  ["NTR1234", "NTR", "NTR1234"],
  ["Dutch Trial Register NL1234", "NTR", "NL1234"],
  ["RBR-4bmnxt", "ReBEC", "RBR-4bmnxt"],
  ["KCT0001234", "CRIS", "KCT0001234"],
  ["TCTR20140925001", "TCTR", "TCTR20140925001"],
  ["SLCTR/2009/009", "SLCTR", "SLCTR/2009/009"],
  ["RPCEC00000123", "RPCEC", "RPCEC00000123"],
  ["EudraCT 2004-000446-20", "EUCTR", "2004-000446-20"],
  ["EUCTR2004-000446-20-GB", "EUCTR", "2004-000446-20"],
  ["2022-500014-26-00", "CTIS", "2022-500014-26"],
])("%j", (text, registry, id) => expect(findRegistrations(text)).toEqual([{ registry, id }]));

test.each([
  "NCT0123456",
  "NCT012345678901",
  "randomised controlled trial, NL 1234",
  "tel. 2004-000446-201",
  "pages 2004-2006",
  "CENTRAL CN-01234567",
  "",
])("%j names none", (text) => expect(findRegistrations(text)).toEqual([]));

test("several, each once", () => {
  expect(findRegistrations("NCT01234567 (ISRCTN12345678; NCT 01234567)").map(({ id }) => id)).toEqual([
    "NCT01234567",
    "ISRCTN12345678",
  ]);
});
