export { headlines } from "./headlines.ts";
export type { ReportFormat, ReportInput } from "./input.ts";
export { writeReport } from "./write-report.ts";
