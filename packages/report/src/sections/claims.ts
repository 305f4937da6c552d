import { normalQuantile } from "@coppice/meta/special";
import { formatNumber } from "@coppice/plots";
import type { ClaimCheck } from "@coppice/review";
import { anchor, h, type Content, type Html } from "../html/element.ts";
import { outsideLinks } from "../html/links.ts";
import { table } from "../html/table.ts";
import { pCell, plural, sentence, typeset } from "../format.ts";
import type { ReportInput } from "../input.ts";

/** Published estimates checked against their own interval and p value; those that do not agree come first, in sentences. */
export function claimsSection(input: ReportInput): Content {
  const { claims } = input;
  if (claims.length === 0) return undefined;
  const wrong = claims.filter(({ status }) => status === "not-consistent");
  const checkable = claims.filter(({ status }) => status !== "not-checkable");
  return h(
    "section",
    { id: "claims", "aria-labelledby": "claims-title" },
    h("h2", { id: "claims-title" }, "Claims checked"),
    h(
      "p",
      {},
      `${plural(claims.length, "published statement")} ${claims.length === 1 ? "was" : "were"} read; ${checkable.length} give an effect with its interval and were checked: the estimate should lie in the middle of its interval, and the stated p value should follow from it (on the logarithmic scale for ratios; each printed number may have been rounded by half a unit of its last digit). ${wrong.length} ${wrong.length === 1 ? "is" : "are"} not consistent. This says nothing about which of the printed numbers is at fault.`,
    ),
    wrong.length === 0
      ? undefined
      : h("ul", { class: "claims" }, ...wrong.map((check) => wrongClaim(input, check))),
    table(
      { caption: "All published statements", stacked: true },
      [
        { header: "Review" },
        { header: "Outcome" },
        { header: "Time" },
        { header: "Estimate (CI)", numeric: true },
        { header: "Stated p", numeric: true },
        { header: "p from interval", numeric: true },
        { header: "Result" },
      ],
      [...claims]
        .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
        .map((check) => [
          h(
            "span",
            { id: check.status === "not-consistent" ? undefined : anchor("claim", check.claim.id) },
            check.claim.citation,
          ),
          [check.claim.outcome, check.claim.comparison].filter((part) => part !== undefined).join("; "),
          check.claim.time ?? "",
          printed(check),
          check.claim.p_stated === undefined ? "" : statedP(check.claim.p_stated).replace(/^= /, ""),
          check.recomputed === undefined ? "" : pCell(check.recomputed.p),
          resultOf(check),
        ]),
    ),
  );
}

const ORDER = ["not-consistent", "consistent", "not-checkable"];

function resultOf({ status, findings, claim }: ClaimCheck): Content {
  if (status === "not-checkable") return `not checked: ${findings[0] ?? ""}`;
  return status === "consistent"
    ? "consistent"
    : h("a", { href: `#${anchor("claim", claim.id)}` }, "not consistent");
}

function wrongClaim({ checked }: ReportInput, check: ClaimCheck): Html {
  const { claim, recomputed } = check;
  const report = checked.review.reports.find(({ id }) => id === claim.report);
  return h(
    "li",
    { id: anchor("claim", claim.id) },
    h(
      "strong",
      {},
      `${claim.citation}: ${claim.outcome}${claim.time === undefined ? "" : `, ${claim.time}`}.`,
    ),
    ` Printed: ${claim.measure ?? ""} ${printed(check)}${claim.p_stated === undefined ? "" : `, p ${statedP(claim.p_stated)}`}. `,
    `${check.findings.map((text) => sentence(typeset(text))).join(" ")} `,
    recomputed === undefined
      ? undefined
      : h("span", { class: "side" }, `${recomputation(check, recomputed)} `),
    check.confirmInArticle
      ? h(
          "em",
          {},
          `To be confirmed in the article: these figures were seen only in a secondary copy of its text${report === undefined ? "" : ` (${report.citation})`}. `,
        )
      : undefined,
    claim.pmid === undefined ? undefined : outsideLinks({ pmid: claim.pmid }),
    h("span", { class: "side" }, ` ${claim.at.file}:${claim.at.line}`),
  );
}

/** "< 0.001", "= 0.03" */
function statedP({ operator, text }: { readonly operator: string; readonly text: string }): string {
  return `${operator.replace("<=", "≤").replace(">=", "≥")} ${text.replace(/^[<>=]+\s*/, "")}`;
}

/** The recomputation with the printed numbers put in. */
function recomputation({ claim }: ClaimCheck, { se, z, p }: NonNullable<ClaimCheck["recomputed"]>): string {
  const { estimate, ci_lower: lower, ci_upper: upper } = claim;
  if (estimate === undefined || lower === undefined || upper === undefined) return "";
  const ratio = claim.measure === "OR" || claim.measure === "RR" || claim.measure === "HR";
  const onScale = ({ text }: { readonly text: string }): string =>
    ratio ? `ln ${text}` : typeset(text).replace(/^−.*/, "($&)");
  const width = 2 * normalQuantile((1 + (claim.ci_level ?? 0.95)) / 2);
  return `Recomputed: se = (${onScale(upper)} − ${onScale(lower)})/${width.toFixed(2)} = ${se.toPrecision(4)}; z = ${onScale(estimate)}/${se.toPrecision(4)} = ${formatNumber(z, 2)}; two-sided p = ${pCell(p)}.`;
}

function printed({ claim }: ClaimCheck): string {
  if (claim.estimate === undefined) return "";
  const ci =
    claim.ci_lower === undefined || claim.ci_upper === undefined
      ? ""
      : ` (${claim.ci_lower.text} to ${claim.ci_upper.text})`;
  return typeset(`${claim.estimate.text}${ci}`);
}
