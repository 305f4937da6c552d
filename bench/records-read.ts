/**
 * Reading nbib, RIS and BibTeX of any size: MB/s, records/s and peak memory of complete records, streamed from disk and
 * dropped, with @iebh/reflib beside the first two where it can be installed into a temporary folder. Each reading is a process of its own.
 * Run: node --conditions=coppice-source bench/records-read.ts [MB …]
 * What is held is some 11 MB whatever the size, but Node lets the space of new objects grow with the bytes read: over a
 * gigabyte by about 100 MB. With --max-semi-space-size=16 it stays as it is at 100 MB.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRecordReader } from "@coppice/records";
import { writeLargeFile, type LargeFormat } from "../tools/testing/large-export.ts";

const PIECE = 1 << 18;

interface Reading {
  readonly records: number;
  readonly problems: number;
  readonly seconds: number;
  /** Of all threads: the collector of garbage works beside the reader. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
  /** Before the first byte. */
  readonly residentMb: number;
}

function readOurs(file: string): Reading {
  const start = begin();
  const reader = createRecordReader({ file });
  const bytes = new Uint8Array(PIECE);
  const handle = openSync(file, "r");
  let records = 0;
  let problems = 0;
  for (let size = readSync(handle, bytes); size > 0; size = readSync(handle, bytes)) {
    const batch = reader.push(bytes.subarray(0, size));
    records += batch.records.length;
    problems += batch.problems.length;
  }
  const last = reader.end();
  closeSync(handle);
  return reading(records + last.records.length, problems + last.problems.length, start);
}

interface Start {
  readonly time: number;
  readonly cpu: NodeJS.CpuUsage;
  readonly residentMb: number;
}

/** What the process has used before the first byte: it compiles the sources and their types first. */
function begin(): Start {
  const residentMb = process.memoryUsage().rss / 1e6;
  return { time: performance.now(), cpu: process.cpuUsage(), residentMb };
}

function reading(records: number, problems: number, { time, cpu, residentMb }: Start): Reading {
  const seconds = (performance.now() - time) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
  return { records, problems, seconds, cpuSeconds: (user + system) / 1e6, peakMb, residentMb };
}

interface Reflib {
  readStream(
    format: string,
    stream: NodeJS.ReadableStream,
  ): { on(event: string, listener: (value: unknown) => void): unknown };
}

async function readPeer(file: string, format: LargeFormat, module: string): Promise<Reading> {
  const reflib = (await import(module)) as Reflib;
  const start = begin();
  let records = 0;
  await new Promise((resolve, reject) => {
    const events = reflib.readStream(format === "nbib" ? "medline" : "ris", createReadStream(file));
    events.on("ref", () => {
      records += 1;
    });
    events.on("end", resolve);
    events.on("error", reject);
  });
  return reading(records, 0, start);
}

/** The peer's entry, installed into a folder of its own; undefined where the registry is out of reach. */
function installPeer(folder: string): string | undefined {
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  const run = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--silent", "@iebh/reflib"], {
    cwd: folder,
    timeout: 180_000,
  });
  if (run.status !== 0) return undefined;
  return pathToFileURL(join(folder, "node_modules", "@iebh", "reflib", "lib", "default.js")).href;
}

function inProcess(...values: readonly string[]): Reading | undefined {
  const run = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, ...values], {
    encoding: "utf8",
    timeout: 1_800_000,
  });
  if (run.status !== 0) {
    console.error(run.stderr.split("\n").slice(0, 8).join("\n"));
    return undefined;
  }
  return JSON.parse(run.stdout) as Reading;
}

function report(name: string, bytes: number, result: Reading | undefined): void {
  if (result === undefined) {
    console.log(`${name.padEnd(28)} failed`);
    return;
  }
  const { records, problems, seconds, cpuSeconds, peakMb, residentMb } = result;
  const cells = [
    `${(bytes / 1e6 / seconds).toFixed(0).padStart(5)} MB/s`,
    `${(bytes / 1e6 / cpuSeconds).toFixed(0).padStart(4)} MB per CPU s`,
    `${(records / seconds).toFixed(0).padStart(8)} records/s`,
    `${peakMb.toFixed(0).padStart(5)} MB peak (${residentMb.toFixed(0)} before)`,
    `${String(records).padStart(9)} records`,
    `${problems} problems`,
  ];
  console.log(`${name.padEnd(28)} ${cells.join("  ")}`);
}

const [mode, file, format, module] = process.argv.slice(2);
if (mode === "ours" && file !== undefined) {
  console.log(JSON.stringify(readOurs(file)));
} else if (mode === "peer" && file !== undefined && module !== undefined) {
  console.log(JSON.stringify(await readPeer(file, format as LargeFormat, module)));
} else {
  const sizes = process.argv.slice(2).map(Number);
  const folder = mkdtempSync(join(tmpdir(), "coppice-bench-"));
  try {
    const peer = installPeer(folder);
    if (peer === undefined) console.log("@iebh/reflib could not be installed: read without it");
    for (const megabytes of sizes.length > 0 ? sizes : [100]) {
      for (const each of ["nbib", "ris", "bib"] as const) {
        const path = join(folder, `large.${each}`);
        const records = writeLargeFile(path, each, megabytes * 1e6);
        const { size } = statSync(path);
        console.log(`${each}, ${(size / 1e6).toFixed(0)} MB, ${records} records`);
        report("  coppice", size, inProcess("ours", path));
        if (peer !== undefined && megabytes <= 100 && each !== "bib")
          report("  @iebh/reflib (stream)", size, inProcess("peer", path, each, peer));
        rmSync(path);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
