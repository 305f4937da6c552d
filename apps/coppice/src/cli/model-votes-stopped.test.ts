import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  fakeEndpoint,
  goodAnswer,
  sendJson,
  type FakeEndpoint,
} from "../actions/screening/providers/fake-endpoint.testing.ts";

const RECORDS = 40;
let folder: string;
let endpoint: FakeEndpoint;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "coppice-stopped-"));
  const rows = Array.from({ length: RECORDS }, (_, i) => `r${i},A trial ${i},Text,1`);
  writeFileSync(join(folder, "records.csv"), `id,title,abstract,label\n${rows.join("\n")}\n`);
  writeFileSync(join(folder, "criteria.txt"), "include: a trial\n");
  endpoint = await fakeEndpoint((response, request) => {
    setTimeout(() => sendJson(response, goodAnswer(request)), 25);
  });
});
afterEach(async () => {
  await endpoint.close();
  rmSync(folder, { recursive: true, force: true });
});

const out = (): string => join(folder, "votes.jsonl");
const lines = (): readonly string[] => (existsSync(out()) ? readFileSync(out(), "utf8").split("\n") : [""]);
const main = JSON.stringify(new URL("./main.ts", import.meta.url).href);

interface Ended {
  readonly status: number | null;
  readonly said: string;
}

/** The program in a process of its own, as a user runs it; told what to do once some votes are on the disk. */
function run(whenSome?: (child: ChildProcess) => void): Promise<Ended> {
  const program = `import(${main}).then(async ({ main }) => { process.exitCode = await main(process.argv.slice(1)); })`;
  const args = ["model-votes", join(folder, "records.csv"), "--criteria", join(folder, "criteria.txt"), "--out", out()];
  const more = ["--url", endpoint.url, "--model", "m", "--yes", "--concurrency", "2"];
  const child = spawn(process.execPath, ["--conditions=coppice-source", "-e", program, "--", ...args, ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (piece: Buffer) => (said += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
  const watch = setInterval(() => {
    if (lines().length <= 10 || whenSome === undefined) return;
    clearInterval(watch);
    whenSome(child);
  }, 5);
  return new Promise((done) => {
    child.on("close", (status) => {
      clearInterval(watch);
      done({ status, said });
    });
  });
} // prettier-ignore

async function goesOn(): Promise<void> {
  const kept = lines().slice(0, -1);
  expect(kept.length).toBeGreaterThanOrEqual(10);
  expect(kept.length).toBeLessThan(RECORDS);
  const before = endpoint.seen.length;
  const again = await run();
  expect(again.said).toContain(`${RECORDS - kept.length} of ${RECORDS - kept.length} records asked`);
  expect(again.status).toBe(0);
  expect(endpoint.seen.length - before).toBe(RECORDS - kept.length);
  const ids = lines()
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { readonly record: string }).record);
  expect(ids).toHaveLength(RECORDS);
  expect(new Set(ids).size).toBe(RECORDS);
  expect(lines().slice(0, kept.length)).toEqual(kept);
}

it("killed halfway, it goes on where it was: no vote is lost and none is asked for twice", async () => {
  const killed = await run((child) => child.kill("SIGKILL"));
  expect(killed.status).toBeNull();
  await goesOn();
});

it("Ctrl-C keeps what came, says so and ends with 1; the same command goes on", async () => {
  const stopped = await run((child) => child.kill("SIGINT"));
  expect(stopped.status).toBe(1);
  expect(stopped.said).toContain("stopping; what came is kept");
  expect(stopped.said).toContain("Stopped. Run the same command to go on.");
  await goesOn();
});
