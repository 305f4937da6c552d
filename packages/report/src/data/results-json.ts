import type { ReportInput } from "../input.ts";

/** All findings, machine-readable. The format is versioned; fields are only ever added within a version. */
export function resultsJson({ checked, findings, claims, flow, version, folderName }: ReportInput): object {
  const { review, problems, refused } = checked;
  return {
    format: "coppice-results",
    version: 1,
    madeBy: `Coppice ${version}`,
    review: { title: review.protocol.title, folder: folderName },
    counts: {
      searches: review.searches.length,
      records: review.records.length,
      duplicates: review.duplicates.length,
      studies: review.studies.length,
      results: review.results.length,
    },
    scale: "estimates are on the scale of analysis: logarithms for OR and RR",
    findings,
    claims: claims.map(({ claim, ...check }) => ({ claim: claim.id, citation: claim.citation, ...check })),
    flow: flow ?? null,
    refused,
    problems,
  };
}
