import type { BibRecord } from "../../model.ts";
import { xmlElement, xmlField, xmlGroup } from "../../xml/write-xml.ts";
import { registryOf } from "../registries.ts";
import { RELATIONS } from "./links.ts";

const REF_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(RELATIONS).map(([type, kind]) => [kind, type]),
);

/** Links of the kinds that NLM has; others have no place. */
export function relationList({ relations = [] }: BibRecord): string {
  return xmlGroup(
    "CommentsCorrectionsList",
    relations.flatMap(({ kind, text, pmid }) => {
      const RefType = REF_TYPES.get(kind);
      if (RefType === undefined) return [];
      const source = xmlField("RefSource", text) || xmlElement("RefSource", "");
      return xmlElement("CommentsCorrections", source + xmlField("PMID", pmid, { Version: "1" }), {
        RefType,
      });
    }),
  );
}

/** Registrations with the bank that gave them, in their order; a number that no registry here has cannot be placed. */
export function dataBanks(registrations: readonly string[]): string {
  const banks: { readonly name: string; readonly numbers: string[] }[] = [];
  for (const id of registrations) {
    const name = registryOf(id);
    if (name === undefined) continue;
    const last = banks.at(-1);
    if (last?.name === name) last.numbers.push(id);
    else banks.push({ name, numbers: [id] });
  }
  return xmlGroup(
    "DataBankList",
    banks.map(({ name, numbers }) =>
      xmlElement(
        "DataBank",
        xmlField("DataBankName", name) +
          xmlGroup(
            "AccessionNumberList",
            numbers.map((number) => xmlField("AccessionNumber", number)),
          ),
      ),
    ),
    { CompleteYN: "Y" },
  );
}
