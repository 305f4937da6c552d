export { headlines } from "./headlines.ts";
export type { ReportFormat, ReportInput } from "./input.ts";
export { pairsPage, type PairsPageInput } from "./pairs/pairs-page.ts";
export { writeReport } from "./write-report.ts";
