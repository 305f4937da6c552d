/**
 * Running a search strategy of 42 lines over 10,000 records in MEDLINE form: real records repeated with new numbers, so
 * the text is real but has the vocabulary of fewer records. Each of the three rounds is a process of its own, so that it
 * pays for compiling and for its indexes as `coppice query run` does. Processor time of all threads, the collector's
 * included, and time of the clock.
 * Run: node --conditions=coppice-source bench/query.ts [records …]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseStrategy, readRecords, runStrategy } from "@coppice/records";
import { writeLargeFile } from "../tools/testing/large-export.ts";

const STRATEGY = `1. exp Ketamine/
2. (ketamin$ or esketamin$ or ketalar$ or ketanest$).ti,ab,kf.
3. (n-methyl-d-aspartate adj3 antagonist$).ti,ab.
4. or/1-3
5. exp Depressive Disorder/
6. Depression/
7. (depress$ or melanchol$ or dysthym$).ti,ab,kf.
8. (mood adj2 disorder$).ti,ab.
9. ((affective or mood) adj3 (disorder$ or symptom$ or episode$)).tw.
10. (treatment adj1 resist$).ti,ab.
11. or/5-10
12. randomized controlled trial.pt.
13. controlled clinical trial.pt.
14. randomized.ab.
15. placebo.ab.
16. drug therapy.fs.
17. randomly.ab.
18. trial.ab.
19. groups.ab.
20. or/12-19
21. exp animals/ not humans.sh.
22. 20 not 21
23. (singl$ or doubl$ or tripl$ or trebl$).tw.
24. (blind$ or mask$).tw.
25. 23 and 24
26. (random$ adj4 (allocat$ or assign$ or divid$)).tw.
27. cross?over$.tw.
28. (clinical$ adj2 trial$).mp.
29. placebo$.mp.
30. (follow up or followup).tw.
31. prospective$.mp.
32. (wom#n or m#n).tw.
33. control$.mp.
34. (effect$ adj5 (treat$ or therap$ or manage$)).ti,ab.
35. (rat or rats or mouse or mice or animal$).ti.
36. or/25-34
37. 36 not 35
38. 22 or 37
39. 4 and 11
40. 38 and 39
41. (plant$ or soil$ or forest$ or restor$).ti,ab.
42. limit 41 to (english language and yr="2000 -Current")
`;

const ROUNDS = 3;
/** Of one record of the sources, about. */
const BYTES = 3_545;

interface Times {
  readonly cpu: number;
  readonly clock: number;
}

interface Round {
  readonly records: number;
  /** By the last line: a run that finds something else has not done the same work. */
  readonly found: number;
  readonly reading: Times;
  readonly running: Times;
}

function timed<T>(work: () => T): Times & { readonly result: T } {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: (user + system) / 1e6, clock: (performance.now() - start) / 1000 };
}

function round(file: string): Round {
  const { strategy } = parseStrategy(STRATEGY);
  const { result, ...reading } = timed(() => readRecords(readFileSync(file), { file }));
  const { result: run, ...running } = timed(() => runStrategy(strategy, result.records));
  return { records: run.records, found: run.final?.hits.length ?? 0, reading, running };
}

function inProcess(file: string): Round {
  const run = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, "round", file], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Round;
} // prettier-ignore

/** Seconds of the clock of the command as it is built. */
function commandSeconds(strategy: string, file: string): number {
  const command = join(import.meta.dirname, "..", "apps", "coppice", "bin", "coppice.mjs");
  const start = performance.now();
  const run = spawnSync(process.execPath, [command, "query", "run", strategy, file], { encoding: "utf8" });
  if (run.status !== 0)
    throw new Error(`The command, as npm start builds it, could not be run: ${run.stderr}`);
  return (performance.now() - start) / 1000;
}

function least(values: readonly number[]): string {
  return Math.min(...values).toFixed(2).padStart(6);
} // prettier-ignore

const [mode, given] = process.argv.slice(2);
if (mode === "round" && given !== undefined) {
  console.log(JSON.stringify(round(given)));
} else {
  const folder = mkdtempSync(join(tmpdir(), "coppice-bench-"));
  try {
    const strategy = join(folder, "strategy.txt");
    writeFileSync(strategy, STRATEGY);
    const counts = process.argv.slice(2).map(Number);
    for (const count of counts.length > 0 ? counts : [10_000]) {
      const file = join(folder, "records.nbib");
      writeLargeFile(file, "nbib", count * BYTES);
      const rounds = Array.from({ length: ROUNDS }, () => inProcess(file));
      const { records, found } = rounds[0]!;
      console.log(`${records} records, ${found} found by the last line; the least of ${ROUNDS} rounds, seconds`);
      for (const part of ["reading", "running"] as const)
        console.log(
          `  ${part}  CPU ${least(rounds.map((each) => each[part].cpu))}  clock ${least(rounds.map((each) => each[part].clock))}`,
        );
      console.log(`  the whole command  clock ${least(Array.from({ length: ROUNDS }, () => commandSeconds(strategy, file)))}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} // prettier-ignore
