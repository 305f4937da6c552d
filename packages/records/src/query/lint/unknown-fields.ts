import { closestName } from "../../closest-name.ts";
import type { FieldUse } from "../field.ts";
import { OVID_FIELDS } from "../ovid/fields.ts";
import { PUBMED_TAG_NAMES } from "../pubmed/fields.ts";
import type { Query } from "../tree.ts";
import { nodesOf } from "../visit.ts";
import type { LintRule } from "./rule.ts";

const OVID_CODES = OVID_FIELDS.map(({ code }) => code);

/** A tag or field code that the interface does not have: PubMed searches all fields instead, Ovid stops. */
export const unknownFields: LintRule = {
  codes: ["unknown-field"],
  press: "Spelling, syntax and line numbers",
  check: ({ strategy }) => {
    const isPubmed = strategy.interface === "pubmed";
    return strategy.lines
      .flatMap(({ query }) => nodesOf(query).flatMap(fieldsOf))
      .filter(({ field }) => field === "unknown")
      .map(({ tag, place }) => {
        const name = tag.toLowerCase();
        const closest =
          (isPubmed ? undefined : runTogether(name)) ??
          closestName(name, isPubmed ? PUBMED_TAG_NAMES : OVID_CODES);
        const written = isPubmed ? `[${tag}]` : `.${tag}.`;
        const suggestion = closest === undefined ? undefined : isPubmed ? `[${closest}]` : `.${closest}.`;
        return {
          code: "unknown-field",
          severity: "error",
          place,
          message: `${written} is no field of ${isPubmed ? "PubMed" : "Ovid MEDLINE, Embase or PsycINFO"}`,
          found: tag,
          ...(suggestion === undefined ? {} : { expected: suggestion }),
          fix: suggestion === undefined ? "Look it up in the interface's list of fields." : `Did you mean ${suggestion}?`,
        };
      });
  }, // prettier-ignore
};

/** ".tiab." is two codes without their comma. */
function runTogether(tag: string): string | undefined {
  const codes = tag.match(/../g) ?? [];
  const isWhole = tag.length % 2 === 0 && codes.length > 1;
  return isWhole && codes.every((code) => OVID_CODES.includes(code)) ? codes.join(",") : undefined;
}

function fieldsOf(node: Query): readonly FieldUse[] {
  if (node.kind === "term" || node.kind === "fielded") return node.fields;
  return node.kind === "near" || node.kind === "dates" || node.kind === "recent" ? [node.field] : [];
}
