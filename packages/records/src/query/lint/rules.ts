import { duplicateTerms } from "./duplicate-terms.ts";
import { emptyLines } from "./empty-lines.ts";
import { foreignSyntax } from "./foreign-syntax.ts";
import { headingNames } from "./heading-names.ts";
import { headingWithoutNarrower } from "./heading-without-narrower.ts";
import { limits } from "./limits.ts";
import { lineReferences } from "./line-references.ts";
import { lowerCaseOperators } from "./lower-case-operators.ts";
import { mixedOperators } from "./mixed-operators.ts";
import { notMayDropStudies } from "./not-may-drop-studies.ts";
import type { LintRule } from "./rule.ts";
import { smartQuotes } from "./smart-quotes.ts";
import { syntax } from "./syntax.ts";
import { truncation } from "./truncation.ts";
import { unknownFields } from "./unknown-fields.ts";
import { untaggedTerms } from "./untagged-terms.ts";
import { unusedLines } from "./unused-lines.ts";
import { unusualCharacters } from "./unusual-characters.ts";

/** Every rule, a file each; docs/query.md explains their codes. */
export const LINT_RULES: readonly LintRule[] = [
  syntax,
  smartQuotes,
  unusualCharacters,
  unknownFields,
  foreignSyntax,
  emptyLines,
  lineReferences,
  unusedLines,
  mixedOperators,
  lowerCaseOperators,
  notMayDropStudies,
  duplicateTerms,
  truncation,
  untaggedTerms,
  headingNames,
  headingWithoutNarrower,
  limits,
];
