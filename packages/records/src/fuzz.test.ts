import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { faultOf, mutateBytes, seededRandom } from "../../../tools/testing/fuzz-records.ts";
import { repositoryRoot } from "../../../tools/testing/shared.ts";

/** The short form of tools/fuzz-records.ts. */
const ROUNDS = 2000;

const examples = join(repositoryRoot, "examples", "ketamine", "searches");
const corpora = join(repositoryRoot, "..", "shared", "corpora", "records");

test(`${ROUNDS} damaged files: no throw, no hang, no lost entry`, () => {
  const files = [examples, ...(existsSync(corpora) ? [corpora] : [])].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && statSync(path).size < 60_000),
  );
  const contents = files.map((path) => new Uint8Array(readFileSync(path)));
  const random = seededRandom(20_261_127);
  const faults: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = Math.floor(random() * files.length);
    const fault = faultOf(mutateBytes(contents[at]!, random), random);
    if (fault !== undefined) faults.push(`round ${round}, ${files[at]!}: ${fault}`);
  }
  expect(faults).toEqual([]);
}, 240_000);
