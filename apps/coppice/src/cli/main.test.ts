import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coppice, KETAMINE, withFolder } from "../run-cli.testing.ts";
import { VERSION } from "../version.ts";

const rows = (path: string): number => readFileSync(path, "utf8").trimEnd().split("\n").length - 1;

/** Changes one file of a copy of the ketamine folder and runs a command on it. */
function broken(file: string, change: (text: string) => string, command: "check" | "report" = "check") {
  return withFolder((folder) => {
    const copy = join(folder, "review");
    cpSync(KETAMINE, copy, { recursive: true, filter: (path) => !path.endsWith("/report") });
    writeFileSync(join(copy, file), change(readFileSync(join(copy, file), "utf8")));
    return {
      ...coppice(command, copy),
      wroteReport: existsSync(join(copy, "report", "report.html")),
      left: readdirSync(copy).filter((name) => name.startsWith(".")),
    };
  });
}

describe("help and mistakes in the call", () => {
  test("--help names every command and how to start; --version the version of package.json", () => {
    const { status, stdout } = coppice("--help");
    expect(status).toBe(0);
    for (const command of ["report", "check", "init", "convert", "compute"])
      expect(stdout).toContain(`  ${command}`);
    expect(coppice("--version").stdout.trim()).toBe(VERSION);
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(version).toBe(VERSION);
  });

  test.each([
    [["reprot", "x"], /unknown command 'reprot'.*Did you mean report/s],
    [["report"], /missing required argument 'folder'/],
    [["report", KETAMINE, "--format", "pdf"], /"pdf" is not one of html, csv, json, svg/],
    [["convert", "x.ris", "--to", "word"], /Allowed choices are medline, ris, pubmed-xml, endnote-xml/],
    [["check", "/no/such/folder"], /There is no folder \/no\/such\/folder. Make one with: coppice init/],
  ])("%j ends with 2 and says what is wrong", (args, said) => {
    const { status, stderr } = coppice(...args);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });
});

describe("init → check → report, as the README shows", () => {
  test("a new folder of five studies checks clean and gives a report", () => {
    withFolder((folder) => {
      const review = join(folder, "my-review");
      expect(coppice("init", review)).toMatchObject({ status: 0 });
      expect(coppice("check", review)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining("5 studies, 10 results. No errors.") as string,
      });
      const { status, stdout } = coppice("report", review);
      expect(status).toBe(0);
      expect(stdout).toContain("Risk ratio");
      expect(existsSync(join(review, "report", "report.html"))).toBe(true);
      expect(rows(join(review, "report", "tables", "studies.csv"))).toBe(5);
    });
  });

  test("--empty gives header lines only, and still checks clean", () => {
    withFolder((folder) => {
      const review = join(folder, "empty");
      expect(coppice("init", review, "--empty").status).toBe(0);
      expect(rows(join(review, "extraction", "results.csv"))).toBe(0);
      const { status, stdout } = coppice("check", review);
      expect([status, stdout]).toEqual([0, expect.stringContaining("0 studies, 0 results")]);
      expect(coppice("report", review).status).toBe(0);
    });
  });

  test("init never overwrites", () => {
    withFolder((folder) => {
      writeFileSync(join(folder, "mine.txt"), "mine");
      const { status, stderr } = coppice("init", folder);
      expect([status, stderr]).toEqual([2, expect.stringContaining("is not empty")]);
      expect(readdirSync(folder)).toEqual(["mine.txt"]);
    });
  });
});

describe("report on the ketamine review", () => {
  test("writes what was asked for, says where, and the three headline findings", () => {
    withFolder((folder) => {
      const out = join(folder, "out");
      const { status, stdout, stderr } = coppice("report", KETAMINE, "--out", out);
      expect(status, stderr).toBe(0);
      expect(stdout).toContain(`Report: ${out}/report.html`);
      expect(stdout).toMatch(
        /^1\. Response 24 hours after one dose: Odds ratio 5\.20 \(95% CI 0\.80 to 33\.6\)/m,
      );
      expect(stdout).toMatch(/^2\. Effect on depression scores over time/m);
      expect(stdout).toMatch(/^3\. Claims: 2 of 48 .*Caddy 2014.*An 2021/m);
      expect(stderr).toContain("report: read and check (1/4)");
      const files = readdirSync(out, { recursive: true }).map(String);
      for (const name of [
        "report.html",
        "results.json",
        "provenance.json",
        "analysis.R",
        "tables/pooled.csv",
        "figures/prisma-flow.svg",
      ])
        expect(files).toContain(name);
    });
  });

  test("--format limits the files; the same folder gives the same bytes; a second run replaces the first", () => {
    withFolder((folder) => {
      const out = join(folder, "out");
      coppice("report", KETAMINE, "--out", out);
      const first = readFileSync(join(out, "report.html"), "utf8");
      coppice("report", KETAMINE, "--out", out);
      expect(readFileSync(join(out, "report.html"), "utf8")).toBe(first);
      coppice("report", KETAMINE, "--out", out, "--format", "csv");
      expect(readdirSync(out).sort()).toEqual(["manifest.json", "tables"]);
      expect(readdirSync(folder)).toEqual(["out"]);
    });
  });

  test("never replaces a folder with files of somebody else", () => {
    withFolder((folder) => {
      mkdirSync(join(folder, "out"));
      writeFileSync(join(folder, "out", "thesis.txt"), "years of work");
      const { status, stderr } = coppice("report", KETAMINE, "--out", join(folder, "out"));
      expect([status, stderr]).toEqual([2, expect.stringContaining("thesis.txt")]);
      expect(readFileSync(join(folder, "out", "thesis.txt"), "utf8")).toBe("years of work");
    });
  });
});

describe("bad input", () => {
  test("a row that fails is named and not pooled; the report is still written, and the exit code says so", () => {
    const run = broken(
      "extraction/results.csv",
      (text) => text.replace(/^(lapidus2014-02,.*?,)8(,)/m, "$119$2"),
      "report",
    );
    expect(run.stderr).toMatch(/results\.csv:\d+:\d+, events: events = 19 is more than n = 18/);
    expect(run.stderr).toContain("not pooled: lapidus2014-02");
    expect(run.status).toBe(1);
    expect(run.wroteReport).toBe(true);
    expect(run.stdout).toContain("3 trials");
  });

  test.each([
    [
      "review.yaml",
      (text: string) => text.replace("kind: pairwise", "kind: pairwize"),
      /review\.yaml:\d+:\d+/,
    ],
    ["review.yaml", () => "", /review\.yaml/],
    ["extraction/studies.csv", (text: string) => text.slice(0, text.length / 2), /studies\.csv:\d+/],
    [
      "mechanisms.csv",
      (text: string) => text.replace(",activates,", ",activatse,"),
      /"activatse" is not one of activates.*Did you mean "activates"\?/,
    ],
    [
      "searches/pubmed-24688759.txt",
      (text: string) => text.slice(0, 900),
      /is not the file that was imported/,
    ],
  ])("%s: an error with its place, exit code 1, nothing half-written", (file, change, said) => {
    const run = broken(file, change);
    expect(run.stderr).toMatch(said);
    expect(run.status).toBe(1);
    expect(run.left).toEqual([]);
  });

  test("without review.yaml no report is written", () => {
    withFolder((folder) => {
      const { status, stderr } = coppice("report", folder);
      expect([status, stderr]).toEqual([1, expect.stringContaining("coppice init")]);
      expect(readdirSync(folder)).toEqual([]);
    });
  });
});

describe("convert", () => {
  const seed = join(KETAMINE, "searches", "pubmed-24688759.txt");

  test("the founding record, flattened as it came, becomes RIS, CSL-JSON, CSV and MEDLINE lines", () => {
    const ris = coppice("convert", seed, "--to", "ris");
    expect(ris.status).toBe(0);
    expect(ris.stdout).toContain("AU  - Caddy, Caroline");
    expect(ris.stdout).toContain("DO  - 10.1177/2045125313507739");
    expect(ris.stderr).toContain("1 record read as medline (utf-8)");
    expect(ris.stderr).toContain("1 record written as ris.");
    expect(ris.stderr).toContain("not kept in ris: NLM journal id of 1 record");
    const lines = coppice("convert", seed, "--to", "medline").stdout;
    expect(lines).toMatch(/^PMID- 24688759\nOWN {1}- NLM$/m);
    expect(lines.match(/^[A-Z]{2,4} *- /gm)).toHaveLength(56);
    const [item] = JSON.parse(coppice("convert", seed, "--to", "csl-json").stdout) as {
      DOI: string;
      author: unknown[];
    }[];
    expect([item?.DOI, item?.author.length]).toEqual(["10.1177/2045125313507739", 5]);
  });

  test("--out writes a file; a file without records is an error and writes nothing", () => {
    withFolder((folder) => {
      const out = join(folder, "x.csv");
      expect(coppice("convert", seed, "--to", "csv", "--out", out).status).toBe(0);
      expect(rows(out)).toBe(1);
      writeFileSync(out, "mine");
      expect(coppice("convert", seed, "--to", "csv", "--out", out)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("x.csv exists") as string,
      });
      expect(readFileSync(out, "utf8")).toBe("mine");
      writeFileSync(join(folder, "empty.ris"), "nothing here");
      const { status, stderr } = coppice(
        "convert",
        join(folder, "empty.ris"),
        "--to",
        "csv",
        "--out",
        join(folder, "y.csv"),
      );
      expect([status, stderr]).toEqual([1, expect.stringContaining("empty.ris")]);
      expect(readdirSync(folder).sort()).toEqual(["empty.ris", "x.csv"]);
    });
  });
});

describe("compute", () => {
  test("computes cases, answers unsupported ones as such, and refuses what is not a case file", () => {
    withFolder((folder) => {
      const file = join(folder, "cases.json");
      const cases = [
        {
          id: "a",
          function: "randomEffects",
          options: { method: "DL" },
          input: { yi: [0.1, 0.9], vi: [0.02, 0.05] },
          expected: { tau2: 99 },
        },
        { id: "b", function: "rainbow", options: {} },
      ];
      writeFileSync(file, JSON.stringify({ datasets: {}, cases }));
      const { status, stdout } = coppice("compute", file);
      const parsed = JSON.parse(stdout) as {
        cases: [{ result: { tau2: number } }, { error: { code: string } }];
      };
      expect(status).toBe(0);
      expect(parsed.cases[0].result.tau2).toBeCloseTo(0.285, 12);
      expect(stdout).not.toContain("expected");
      expect(parsed.cases[1].error.code).toBe("unsupported");
      const reference = JSON.parse(coppice("compute", file, "--keys", "reference").stdout) as {
        cases: [{ result: { b: number[] } }];
      };
      expect(reference.cases[0].result.b).toHaveLength(1);
      writeFileSync(file, "{not json");
      expect(coppice("compute", file)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("is not JSON") as string,
      });
      writeFileSync(file, "[]");
      expect(coppice("compute", file)).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("cases") as string,
      });
    });
  });
});
