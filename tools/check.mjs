// Every check of the project, one after the other, each counted; the last line is `N passed, N failed, N skipped`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumPath } from "./testing/chromium-path.ts";

const counts = { passed: 0, failed: 0, skipped: 0 };
const bin = (...parts) => join("node_modules", ...parts);
process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
mkdirSync(".cache", { recursive: true });
if (!process.stdout.isTTY) {
  process.env.NO_COLOR = "1";
  delete process.env.FORCE_COLOR;
}

check("types", bin("typescript", "bin", "tsc"), ["-b"]);
// No cache here: a rule that reads types can change its mind on a file that did not change.
check("lint", bin("eslint", "bin", "eslint.js"), [".", "--max-warnings", "0"]);
check("format", bin("prettier", "bin", "prettier.cjs"), [
  "--check",
  ".",
  "--log-level",
  "warn",
  "--cache",
  "--cache-location",
  ".cache/prettier",
]);
check("unused code", bin("knip", "bin", "knip.js"), ["--no-progress"]);
checkLockFile();
findBrowser();
runTests();
console.log(
  `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ""}`,
);
process.exitCode = counts.failed > 0 ? 1 : 0;

function check(name, script, args) {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  record(name, status === 0, began);
  if (status !== 0) console.log(`${stdout}${stderr}`.trimEnd());
}

function record(name, passed, began) {
  counts[passed ? "passed" : "failed"] += 1;
  console.log(`${passed ? "✓" : "✗"} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** Download addresses in the lock file would tie every machine to one registry. */
function checkLockFile() {
  const began = Date.now();
  const addresses = readFileSync("package-lock.json", "utf8").match(/"resolved": "https?:[^"]*"/g) ?? [];
  record("lock file without download addresses", addresses.length === 0, began);
  if (addresses.length > 0) console.log(addresses.slice(0, 3).join("\n"));
}

/** Chromium for the browser tests: found, or Debian's installed where we may, or the tests are counted as skipped. */
function findBrowser() {
  if (!chromiumPath() && existsSync("/usr/bin/apt-get")) {
    const prefix =
      process.getuid?.() === 0
        ? []
        : process.env.CI && spawnSync("sudo", ["-n", "true"]).status === 0
          ? ["sudo", "-n"]
          : undefined;
    if (prefix) {
      console.log("Installing Debian's chromium for the browser tests …");
      for (const args of [
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
      ]) {
        const [command, ...rest] = [...prefix, "apt-get", ...args];
        spawnSync(command, rest, {
          stdio: "ignore",
          env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
        });
      }
    }
  }
  const browser = chromiumPath();
  if (browser) process.env.COPPICE_CHROMIUM = browser;
  else
    console.log(
      "No Chromium or Chrome found: browser tests are skipped. To get one: apt-get install chromium",
    );
}

function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "coppice-tests-"));
  const file = join(folder, "counts.json");
  const { status } = spawnSync(
    process.execPath,
    [
      bin("vitest", "vitest.mjs"),
      "run",
      "--allowOnly=false",
      "--reporter",
      "./tools/vitest-reporter.ts",
      ...process.argv.slice(2),
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, COPPICE_TEST_COUNTS: file },
    },
  );
  const ran = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { passed: 0, failed: 0, skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  for (const key of Object.keys(counts)) counts[key] += ran[key];
  if (ran.passed + ran.failed === 0 || (status !== 0 && ran.failed === 0)) {
    console.log(`The test runner ended with code ${status} after ${ran.passed} tests: counted as a failure.`);
    counts.failed += 1;
  }
}
