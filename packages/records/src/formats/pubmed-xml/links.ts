import type { RecordDraft } from "../../draft.ts";
import { findDoi, normalisePmid } from "../../normal-forms/identifiers.ts";
import { childOf, childrenOf, textOf, type XmlElement } from "../../xml/xml-node.ts";

/** RefType of CommentsCorrections, in the words that MEDLINE's tags have here (`formats/medline/map.ts`). */
export const RELATIONS: Readonly<Record<string, string>> = {
  AssociatedDataset: "dataset-described-in",
  AssociatedPublication: "dataset-used-in",
  CommentIn: "comment-in",
  CommentOn: "comment-on",
  CorrectedandRepublishedIn: "corrected-republished-in",
  CorrectedandRepublishedFrom: "corrected-republished-from",
  ErratumIn: "erratum-in",
  ErratumFor: "erratum-for",
  ExpressionOfConcernIn: "concern-in",
  ExpressionOfConcernFor: "concern-for",
  OriginalReportIn: "original-report-in",
  PartialRetractionIn: "partial-retraction-in",
  PartialRetractionOf: "partial-retraction-of",
  ReprintIn: "reprint-in",
  ReprintOf: "reprint-of",
  RepublishedIn: "republished-in",
  RepublishedFrom: "republished-from",
  RetractedandRepublishedIn: "retracted-republished-in",
  RetractedandRepublishedFrom: "retracted-republished-from",
  RetractionIn: "retraction-in",
  RetractionOf: "retraction-of",
  SummaryForPatientsIn: "summary-for-patients-in",
  UpdateIn: "update-in",
  UpdateOf: "update-of",
};

/** Registries whose numbers are trial registrations, as DataBankName spells them. */
const REGISTRIES =
  /^(?:ClinicalTrials\.gov|ISRCTN|EudraCT|EU-?CTR|CTIS|ANZCTR|CTRI|ChiCTR|CRiS|DRKS|IRCT|ITMCTR|JapicCTI|JMA|jRCT|JPRN|KCT|LBCTR|NTR|OMON|PACTR|RBR|ReBEC|REPEC|RPCEC|SLCTR|TCTR|UMIN-?CTR|UMIN)\b/i;

/** Notices and versions, and registrations of the trial. Cited references are not links of this kind. */
export function addLinks(draft: RecordDraft, citation: XmlElement, article: XmlElement | undefined): void {
  for (const link of childrenOf(childOf(citation, "CommentsCorrectionsList"), "CommentsCorrections")) {
    const type = link.attributes?.get("RefType") ?? "";
    const kind = RELATIONS[type];
    if (kind === undefined) continue;
    const text = textOf(childOf(link, "RefSource")) ?? "";
    const pmid = normalisePmid(textOf(childOf(link, "PMID")) ?? "");
    const doi = findDoi(text);
    (draft.relations ??= []).push({
      kind,
      text,
      ...(pmid === undefined ? {} : { pmid }),
      ...(doi === undefined ? {} : { doi }),
    });
  }
  for (const bank of childrenOf(childOf(article, "DataBankList"), "DataBank")) {
    if (!REGISTRIES.test(textOf(childOf(bank, "DataBankName")) ?? "")) continue;
    for (const number of childrenOf(childOf(bank, "AccessionNumberList"), "AccessionNumber")) {
      const id = textOf(number);
      if (id !== undefined) (draft.ids.registrations ??= []).push(id);
    }
  }
}
