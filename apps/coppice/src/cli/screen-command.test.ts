import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { madeRecords, madeReview, onDisk } from "../actions/screening/made-review.testing.ts";
import { KETAMINE } from "../run-cli.testing.ts";
import { runHere } from "./run-here.testing.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
/** The program from its sources, in a process of its own. */
const PROGRAM = ["--conditions=coppice-source", "--input-type=module", "-e", `import { main } from ${JSON.stringify(MAIN)}; process.exitCode = await main(process.argv.slice(1));`]; // prettier-ignore

const table = (folder: string, stage = "title-abstract"): string =>
  readFileSync(join(folder, `decisions/${stage}.csv`), "utf8");

function screen(folder: string, keys: string, ...more: readonly string[]) {
  const args = [...PROGRAM, "screen", folder, "--as", "ana", "--keys", "-", ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { input: keys, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("coppice screen", () => {
  it("votes by keys, sums up, and leaves a folder that check accepts", () =>
    onDisk(madeReview(), async (folder) => {
      const run = screen(folder, 'ienlook at "it", please\rmr2uq', "--hide-authors");
      expect(run.stderr).toBe(`Reading ${folder} …\n`);
      expect(run.status).toBe(0);
      expect(run.stdout).toContain("Taken back: exclude on list#");
      expect(run.stdout).toMatch(
        /3 votes in this session \(1 include, 1 exclude, 1 maybe\), all saved in .*decisions\/title-abstract\.csv\.\n3 of 12 read \(25 %\).*\nTo go on: coppice screen .* --as ana\n$/,
      );
      const lines = table(folder).trimEnd().split("\n");
      expect(lines).toHaveLength(4);
      expect(lines[3]).toMatch(/,ana,maybe,,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ,"look at ""it"", please"$/);
      const { status } = await runHere("check", folder);
      expect(status).toBe(0);
    }));

  it("goes through a review to its end by keys", () =>
    onDisk(madeReview({ records: madeRecords(5) }), (folder) => {
      const run = screen(folder, "eieeeee");
      expect(run.status).toBe(0);
      expect(run.stdout).toContain("every record has your vote");
      expect(run.stdout).toContain(`Every record has your vote. Next: coppice check ${folder}`);
      expect(table(folder).trimEnd().split("\n")).toHaveLength(6);
    }));

  it("a new person screens the example: its other votes stay as they are", async () => {
    const place = mkdtempSync(join(tmpdir(), "coppice-screen-"));
    try {
      const folder = join(place, "ketamine");
      cpSync(KETAMINE, folder, { recursive: true });
      const unknown = await runHere("screen", folder, "--as", "ana", "--keys", "-");
      expect(unknown.status).toBe(2);
      expect(unknown.stderr).toContain(
        "add yourself under reviewers: - { id: ana, name: Your name, kind: person }",
      );
      const protocol = readFileSync(join(folder, "review.yaml"), "utf8");
      writeFileSync(join(folder, "review.yaml"), protocol.replace("reviewers:\n", "reviewers:\n  - { id: ana, name: Ana, kind: person }\n")); // prettier-ignore
      const before = [table(folder), table(folder, "full-text")];
      const first = screen(folder, "r1q");
      expect(first.stderr).toContain("has no column date: dates of votes are not kept");
      expect(table(folder)).toBe(`${before[0]!}pubmed#1,ana,exclude,review,\n`);
      screen(folder, "e1ue2iBerman2000\ruq", "--stage", "full-text");
      const added = table(folder, "full-text");
      expect(added.startsWith(before[1]!)).toBe(true);
      expect(added.slice(before[1]!.length)).toMatch(/^trial-sources#\d+,ana,exclude,not-a-trial,,\n$/);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  it("a kill at any moment loses no vote that was acknowledged, and the next start goes on", () =>
    onDisk(madeReview({ records: madeRecords(60) }), async (folder) => {
      let acknowledged = 0;
      for (const votes of [1, 6]) {
        const child = spawn(process.execPath, [...PROGRAM, "screen", folder, "--as", "ana", "--keys", "-"]);
        const start = acknowledged;
        await shown(child, `${start} of 60 read`);
        for (let i = 1; i <= votes; i += 1) {
          child.stdin.write("e");
          await shown(child, `${start + i} of 60 read`);
          acknowledged = start + i;
        }
        // One vote more is on its way when the process is killed: it is there whole, or not at all.
        child.stdin.write("i");
        child.kill("SIGKILL");
        await once(child, "close");
        const lines = table(folder).split("\n");
        expect(lines.at(-1)).toBe("");
        const cast = lines.slice(1, -1);
        expect(cast.length - acknowledged).toBeGreaterThanOrEqual(0);
        expect(cast.length - acknowledged).toBeLessThanOrEqual(1);
        for (const line of cast) expect(line).toMatch(/^list#\d+,ana,(exclude|include),,[^,]+,$/);
        acknowledged = cast.length;
      }
      expect((await runHere("check", folder)).status).toBe(0);
    }));

  it("two processes at once, of two reviewers, keep each other's votes", () =>
    onDisk(madeReview({ records: madeRecords(30) }), async (folder) => {
      const both = ["ana", "ben"].map(async (reviewer) => {
        const child = spawn(process.execPath, [
          ...PROGRAM,
          "screen",
          folder,
          "--as",
          reviewer,
          "--keys",
          "-",
        ]);
        child.stdout.resume();
        child.stdin.end(`${"eeu".repeat(10)}iq`);
        const [code] = (await once(child, "close")) as [number];
        return code;
      });
      expect(await Promise.all(both)).toEqual([0, 0]);
      const lines = table(folder).trimEnd().split("\n");
      for (const reviewer of ["ana", "ben"])
        expect(lines.filter((line) => line.includes(`,${reviewer},`))).toHaveLength(11);
      expect(lines).toHaveLength(23);
      expect(readdirSync(join(folder, "decisions"))).toEqual(["title-abstract.csv"]);
      expect((await runHere("check", folder)).status).toBe(0);
    }));

  it("without a terminal it says what to do, and touches nothing", () =>
    onDisk(madeReview(), (folder) => {
      const { status, stderr } = spawnSync(process.execPath, [...PROGRAM, "screen", folder, "--as", "ana"], { input: "i", encoding: "utf8" }); // prettier-ignore
      expect(status).toBe(2);
      expect(stderr).toMatch(/needs a terminal.*--keys -/);
      expect(existsSync(join(folder, "decisions"))).toBe(false);
    }));

  it.each([
    [["--stage", "abstract"], /Allowed choices are title-abstract, full-text/],
    [["--model", "best"], /Allowed choices are .*elas-u4/],
    [["--seed", "-1"], /not a whole number/],
    [["--random-first", "x"], /not a whole number/],
    [["--keys", "file"], /Allowed choices are -/],
  ])("%j is refused", async (options, message) => {
    const { status, stderr } = await runHere("screen", "nowhere", "--as", "ana", ...options);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("asks who votes", async () => {
    const { status, stderr } = await runHere("screen", "nowhere");
    expect(status).toBe(2);
    expect(stderr).toContain("required option '--as <reviewer>' not specified");
  });
});

/** Waits until a text is in what the program says. */
async function shown(child: ChildProcessWithoutNullStreams, text: string): Promise<void> {
  let said = "";
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(part);
    if (said.includes(text)) return;
  }
  throw new Error(`the program ended before it said "${text}"`);
}

const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

describe.skipIf(!hasScript)("in a terminal", () => {
  /** Keys with pauses between them, as a person types. */
  async function inTerminal(
    folder: string,
    keys: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) {
    const command = [process.execPath, ...PROGRAM, "screen", folder, "--as", "ana"].map((part) => `'${part}'`).join(" "); // prettier-ignore
    const env = { ...process.env, TERM: "xterm", COLUMNS: "80", NO_COLOR: "", ...environment };
    const child = spawn("script", ["-qec", `stty rows 30 cols 90; ${command}`, "/dev/null"], { env });
    let said = "";
    child.stdout.on("data", (part: Buffer) => (said += part.toString()));
    const closed = once(child, "close");
    while (!said.includes("0 of 12 read")) await pause(50);
    for (const key of keys) {
      await pause(400);
      child.stdin.write(key);
    }
    const [code] = (await closed) as [number];
    return { said, code };
  }
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

  it("draws on a screen of its own, in colour, votes, and leaves the terminal as it was", () =>
    onDisk(madeReview(), async (folder) => {
      const { said, code } = await inTerminal(folder, ["i", "e", "\u001b[B", "q"]);
      expect(code).toBe(0);
      expect(said).toContain("\u001b[?1049h");
      expect(said.lastIndexOf("\u001b[?1049l")).toBeGreaterThan(said.lastIndexOf("\u001b[?1049h"));
      expect(said).toContain("\u001b[?25h");
      expect(said).toContain("\u001b[4;33m");
      expect(said).toMatch(/2 votes in this session \(1 include, 1 exclude, 0 maybe\)/);
      expect(table(folder).trimEnd().split("\n")).toHaveLength(3);
    }));

  it("does without colours where NO_COLOR is set; no vote counts that was typed before its record could be seen", () =>
    onDisk(madeReview(), async (folder) => {
      const { said } = await inTerminal(folder, ["ee", "q"], { NO_COLOR: "1" });
      expect(said).toContain("\u001b[4m");
      expect(said).not.toContain("\u001b[4;33m");
      expect(said).toContain("not counted");
      expect(table(folder).trimEnd().split("\n")).toHaveLength(2);
    }));
});
