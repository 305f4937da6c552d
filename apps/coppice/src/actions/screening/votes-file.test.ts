import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { hostname } from "node:os";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { onDisk } from "./made-review.testing.ts";
import type { Vote } from "./screen-table.ts";
import { openVotesFile, type VotesFile } from "./votes-file.ts";

const VOTER = fileURLToPath(new URL("voter-worker.testing.ts", import.meta.url));
const TABLE = "decisions/title-abstract.csv";
const HEAD = "record,reviewer,decision,note\n";

const text = (folder: string): string => readFileSync(join(folder, TABLE), "utf8");
const open = (folder: string, reviewer = "ana"): VotesFile =>
  openVotesFile(folder, "title-abstract", reviewer);
const vote = (record: string, reviewer = "ana"): Vote => ({ record, reviewer, decision: "exclude" });
const always = (): boolean => true;

/** Rights do not bind root: another user tries then, where that user can read the program. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const canBeRefused =
  process.platform === "linux" && spawnSync("test", ["-r", VOTER], { ...nobody }).status === 0;

describe("the file of votes", () => {
  it("processes that vote and take back at once lose no line of each other", () =>
    onDisk({ [TABLE]: `${HEAD}list#1,cleo,include,"kept, as it is"\n` }, async (folder) => {
      const reviewers = ["ana", "ben", "dora"];
      const ends = reviewers.map(async (reviewer) => {
        const child = spawn(process.execPath, ["--conditions=coppice-source", VOTER, folder, reviewer, "24"], { stdio: "inherit" }); // prettier-ignore
        const [code] = (await once(child, "exit")) as [number];
        return code;
      });
      expect(await Promise.all(ends)).toEqual([0, 0, 0]);
      const kept = Array.from({ length: 24 }, (_, i) => i + 1).filter((n) => n % 3 !== 0);
      const lines = text(folder).trimEnd().split("\n");
      expect(lines[1]).toBe('list#1,cleo,include,"kept, as it is"');
      for (const reviewer of reviewers)
        expect(lines.filter((line) => line.includes(`,${reviewer},`))).toEqual(
          kept.map((n) => `list#${n},${reviewer},exclude,"${n}, by ${reviewer}"`),
        );
      expect(lines).toHaveLength(2 + 3 * kept.length);
      expect(readdirSync(join(folder, "decisions"))).toEqual(["title-abstract.csv"]);
    }));

  it("takes over the lock of a process that was killed", () =>
    onDisk({ [TABLE]: HEAD }, async (folder) => {
      const child = spawn(process.execPath, ["-e", ""]);
      await once(child, "exit");
      const lock = join(folder, "decisions/.title-abstract.csv.lock");
      writeFileSync(lock, `${hostname()} ${child.pid!} x`);
      const start = performance.now();
      expect(await open(folder).add(vote("list#1"), always)).toBe(true);
      expect(performance.now() - start).toBeLessThan(5000);
      expect(text(folder)).toBe(`${HEAD}list#1,ana,exclude,\n`);
    }));

  it("waits for a lock that is held, and votes once it is free", () =>
    onDisk({ [TABLE]: HEAD }, async (folder) => {
      const lock = join(folder, "decisions/.title-abstract.csv.lock");
      writeFileSync(lock, `${hostname()} ${process.pid} other`);
      let isSaved = false;
      const saving = open(folder)
        .add(vote("list#1"), always)
        .then(() => (isSaved = true));
      await new Promise((done) => setTimeout(done, 200));
      expect(isSaved).toBe(false);
      expect(text(folder)).toBe(HEAD);
      rmSync(lock);
      await saving;
      expect(text(folder)).toBe(`${HEAD}list#1,ana,exclude,\n`);
    }));

  it("sees what was changed since, before it adds", () =>
    onDisk({ [TABLE]: HEAD }, async (folder) => {
      const [one, other] = [open(folder), open(folder)];
      expect(one.own()).toEqual([]);
      await other.add(vote("list#1"), always);
      const seen: (readonly Vote[])[] = [];
      expect(await one.add(vote("list#1"), (own) => seen.push(own) === 0)).toBe(false);
      expect(seen).toEqual([[vote("list#1")]]);
      expect(text(folder)).toBe(`${HEAD}list#1,ana,exclude,\n`);
    }));

  it("keeps the rights of the file and a link to it when a vote is taken back", () =>
    onDisk({ "elsewhere/votes.csv": `${HEAD}list#1,ana,exclude,\nlist#2,ben,exclude,\n` }, async (folder) => {
      const target = join(folder, "elsewhere/votes.csv");
      chmodSync(target, 0o640);
      mkdirSync(join(folder, "decisions"));
      symlinkSync(target, join(folder, TABLE));
      await open(folder).takeBack(always);
      expect(readFileSync(target, "utf8")).toBe(`${HEAD}list#2,ben,exclude,\n`);
      expect(text(folder)).toBe(`${HEAD}list#2,ben,exclude,\n`);
      expect(statSync(target).mode & 0o777).toBe(0o640);
    }));

  it.skipIf(process.platform !== "linux")(
    "cuts off what was written by half when the disk takes no more",
    () => {
      const full = `${HEAD}list#1,ben,exclude,${"x".repeat(1000 - HEAD.length - 20)}\n`;
      return onDisk({ [TABLE]: full }, async (folder) => {
        // Files may have 1024 bytes in this process: 24 more than there are, fewer than the vote takes.
        const command = `ulimit -f 1; exec "${process.execPath}" --conditions=coppice-source "${VOTER}" "${folder}" a-longer-name 1`;
        const child = spawn("bash", ["-c", command]);
        let said = "";
        child.stderr.on("data", (part: Buffer) => (said += part.toString()));
        const [code] = (await once(child, "close")) as [number];
        expect(code).not.toBe(0);
        expect(said).toMatch(/Votes cannot be saved in decisions\/title-abstract.csv: EFBIG/);
        expect(text(folder)).toBe(full);
        expect(readdirSync(join(folder, "decisions"))).toEqual(["title-abstract.csv"]);
      });
    },
  );

  it.skipIf(!canBeRefused)("says before the first vote that a folder is read-only, and writes nothing", () =>
    onDisk({ [TABLE]: HEAD }, async (folder) => {
      chmodSync(join(folder, TABLE), 0o444);
      chmodSync(join(folder, "decisions"), 0o555);
      chmodSync(folder, 0o555);
      const child = spawn(
        process.execPath,
        ["--conditions=coppice-source", VOTER, folder, "ana", "1"],
        nobody,
      );
      let said = "";
      child.stderr.on("data", (part: Buffer) => (said += part.toString()));
      await once(child, "close");
      chmodSync(folder, 0o755);
      chmodSync(join(folder, "decisions"), 0o755);
      expect(said).toMatch(/Votes cannot be saved in decisions\/title-abstract.csv: EACCES/);
      expect(text(folder)).toBe(HEAD);
      expect(readdirSync(join(folder, "decisions"))).toEqual(["title-abstract.csv"]);
    }),
  );

  it("refuses a table that is not UTF-8, whose bytes could not be kept", () =>
    onDisk({}, (folder) => {
      mkdirSync(join(folder, "decisions"));
      writeFileSync(join(folder, TABLE), Buffer.from(`${HEAD}list#1,ana,exclude,caf\xe9\n`, "latin1"));
      expect(() => open(folder).own()).toThrow(/not UTF-8/);
    }));
});
