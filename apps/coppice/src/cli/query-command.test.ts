import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { coppice, withFolder } from "../run-cli.testing.ts";

const STRATEGY = `#1 ketamin*[tiab] OR esketamine[tiab]
#2 depress*[tiab]
#3 animals[mh] NOT humans[mh]
#4 #1 AND #2 NOT #3
`;

const RECORDS = `PMID- 1
TI  - Ketamine for depression.
AB  - A trial.
MH  - Humans

PMID- 2
TI  - Ketamine in rats.
AB  - Depressed rats.
MH  - Animals

PMID- 3
TI  - Memantine for depression.
AB  - A trial.
MH  - Humans
`;

/** Runs a command of query on files of a folder of its own. */
function query(command: string, files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return withFolder((folder) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const named = args.map((arg) => (Object.hasOwn(files, arg) ? join(folder, arg) : arg));
    const run = coppice("query", command, ...named);
    const plain = (text: string): string => text.replaceAll(`${folder}/`, "");
    return { status: run.status, stdout: plain(run.stdout), stderr: plain(run.stderr) };
  });
}

describe("coppice query check", () => {
  test("a sound strategy ends with 0", () => {
    const { status, stdout, stderr } = query("check", { "s.txt": STRATEGY }, "s.txt");
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "4 lines read as PubMed. No errors.\n",
      stderr: "",
    });
  });

  test("mistakes end with 1, each with line, column and what to do", () => {
    const { status, stderr } = query("check", { "s.txt": "#1 ketamine[tiba]\n#2 #1 AND #7\n" }, "s.txt");
    expect(status).toBe(1);
    expect(stderr).toContain(
      "error: s.txt:1:12: [tiba] is no field of PubMed; expected [tiab]. Did you mean [tiab]?",
    );
    expect(stderr).toContain("error: s.txt:2:11: Line 2 names line 7, which is not there");
  });

  test("--json and a hierarchy of headings", () => {
    const files = { "s.txt": "exp Ketamin/", "mesh.txt": "Ketamine\tD02.455\n" };
    const { status, stdout } = query("check", files, "s.txt", "--mesh", "mesh.txt", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      interface: "ovid",
      problems: [{ code: "unknown-heading", where: { line: 1, column: 1 }, expected: "Ketamine" }],
    });
  });
});

describe("coppice query translate", () => {
  test("the other language on standard output, losses on standard error", () => {
    const { status, stdout, stderr } = query("translate", { "s.txt": STRATEGY }, "s.txt", "--to", "ovid");
    expect(status).toBe(0);
    expect(stdout).toBe(
      "1. ketamin*.ti,ab,kf. or esketamine.ti,ab,kf.\n2. depress*.ti,ab,kf.\n3. exp animals/ not exp humans/\n4. (1 and 2) not 3\n",
    );
    expect(stderr).toBe("PubMed to Ovid: nothing is lost.\n");
  });

  test("a loss has its place, its reason and what stands instead", () => {
    const { stderr } = query("translate", { "s.txt": "wom#n.mp." }, "s.txt", "--to", "pubmed");
    expect(stderr).toContain("loss: s.txt:1:1: wom#n.mp.: PubMed drops a * after fewer than 4 letters");
    expect(stderr).toContain("Ovid to PubMed: 2 losses.");
  });
});

describe("coppice query run", () => {
  const files = { "s.txt": STRATEGY, "r.nbib": RECORDS };

  test("hits line by line", () => {
    const { status, stdout } = query("run", files, "s.txt", "r.nbib");
    expect(status).toBe(0);
    expect(stdout).toContain("1     2      0          2       ketamin*[tiab] OR esketamine[tiab]");
    expect(stdout).toContain("The whole (line 4) finds 1 of 3 records.");
  });

  test("a tag that is not there is an error of a run too", () => {
    const { status, stderr } = query("run", { ...files, "s.txt": "ketamine[tiba]" }, "s.txt", "r.nbib");
    expect(status).toBe(1);
    expect(stderr).toContain("error: s.txt:1:9: [tiba] is no field of PubMed; expected [tiab].");
  });

  test("known studies by PMID: recall, and why each is missed", () => {
    const { stdout } = query("run", files, "s.txt", "r.nbib", "--known", "1,2,3,4");
    expect(stdout).toContain("The whole finds 1 of 3 known studies, recall 33.3%.");
    expect(stdout).toContain("Not among the records, so not judged: 4.");
    expect(stdout).toContain(
      "2, Ketamine in rats.\n    line 4 (4:18): NOT #3 (animals[mh] NOT humans[mh]) takes it away",
    );
    expect(stdout).toContain(
      "3, Memantine for depression.\n    line 1 (1:4): none of ketamin*[tiab] OR esketamine[tiab] is there",
    );
  });

  test("known studies from a file, as JSON", () => {
    const { stdout } = query("run", { ...files, "known.txt": "1\n3\n" }, "s.txt", "r.nbib", "--known", "known.txt", "--json"); // prettier-ignore
    expect(JSON.parse(stdout)).toMatchObject({
      recall: { known: ["1", "3"], whole: { found: ["1"], missed: ["3"], recall: 0.5 } },
    });
  });

  test("a wrong call ends with 2, a file that is not there with 1", () => {
    expect(coppice("query", "translate", "s.txt").status).toBe(2);
    expect(coppice("query", "run", "s.txt").status).toBe(2);
    expect(query("run", files, "s.txt", "r.nbib", "--date", "soon").stderr).toContain("2024-05-31");
    expect(query("check", {}, "absent.txt")).toMatchObject({
      status: 1,
      stderr: "absent.txt: there is no such file.\n",
    });
    expect(query("run", files, "s.txt", "r.nbib", "--known", "absent.txt").stderr).toContain(
      "there is no such file",
    );
  });
});
