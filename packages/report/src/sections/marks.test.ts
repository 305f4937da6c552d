import { expect, test } from "vitest";
import { exampleInput, exampleWith } from "../example.testing.ts";
import type { ReportInput } from "../input.ts";
import { writeReport } from "../write-report.ts";

const page = (input: ReportInput): string => writeReport(input, ["html"]).get("report.html") ?? "";

test("a retracted report of an included study is marked in words, with its evidence, where studies and records are shown", () => {
  const text = page(
    exampleWith("searches/database.csv", (csv) => csv.replace("Second trial of the drug", "RETRACTED: Second trial of the drug")),
  ); // prettier-ignore
  expect(text).toContain(
    '<span class="standing"><strong>Retracted</strong> (report database#2; title: RETRACTED: Second trial of the drug)</span>',
  );
  expect(text).toContain("Retracted, questioned and corrected reports, preprints and notices (1)");
  const studies = text.slice(text.indexOf('id="studies"'));
  expect(studies.slice(0, studies.indexOf("</table>"))).toContain('class="standing"');
});

test("nothing is said where no record says it", () => {
  const text = page(exampleInput());
  expect(text).not.toContain('class="standing"');
  expect(text).not.toContain("questioned and corrected");
});
