import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";
import { faultOf, mutateBytes, seededRandom } from "./testing/fuzz-records.ts";
import { repositoryRoot } from "./testing/shared.ts";

/**
 * Feeds damaged files to the readers of records: node tools/fuzz-records.ts [rounds] [seed]. The files are those of the
 * shared corpora where they are, and the searches of the examples always. A round that throws, hangs or loses an entry
 * leaves its file behind and ends with 1.
 */
const rounds = Number(argv[2] ?? 100_000);
const seed = Number(argv[3] ?? 1);
const folders = [
  join(repositoryRoot, "examples", "ketamine", "searches"),
  join(repositoryRoot, "..", "shared", "corpora", "records"),
];
const files = folders.flatMap(filesOf).filter((path) => statSync(path).size < 200_000);
const random = seededRandom(seed);
let faults = 0;
for (let round = 1; round <= rounds; round += 1) {
  const path = files[Math.floor(random() * files.length)]!;
  const bytes = mutateBytes(new Uint8Array(readFileSync(path)), random);
  const fault = faultOf(bytes, random);
  if (fault !== undefined) {
    faults += 1;
    const left = `fuzz-${seed}-${round}.bin`;
    writeFileSync(left, bytes);
    console.error(`round ${round}, ${path}: ${fault}\n  kept as ${left}`);
  }
  if (round % 1000 === 0) console.error(`${round} of ${rounds} rounds, ${faults} faults`);
}
console.log(`${rounds} rounds over ${files.length} files (seed ${seed}): ${faults} faults`);
exit(faults === 0 ? 0 : 1);

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile());
  } catch {
    return [];
  }
}
