import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * One line a test file, the failing tests in full, the skipped ones with their reasons; the counts go to the file named
 * by COPPICE_TEST_COUNTS, from which `tools/check.mjs` makes the closing line.
 */
export default class CheckReporter implements Reporter {
  readonly #skipped = new Map<string, number>();
  #passed = 0;
  #failed = 0;

  onTestModuleEnd(module: TestModule): void {
    const tests = [...module.children.allTests()];
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const [passed, failed, skipped] = [count("passed"), count("failed"), count("skipped")];
    this.#passed += passed;
    this.#failed += failed;
    // A file that cannot be read, or a failing beforeAll, fails without a failing test.
    const errors = [module, ...module.children.allSuites()].flatMap((part) => part.errors());
    const name = relative(process.cwd(), module.moduleId);
    const parts = [
      `${passed} passed`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ];
    console.log(
      `${failed + errors.length > 0 ? "✗" : "✓"} ${name}: ${parts.join(", ")} (${Math.round(module.diagnostic().duration)} ms)`,
    );
    for (const error of errors) {
      this.#failed += 1;
      console.log(`  ✗ ${textOf(error)}`);
    }
    for (const test of tests) this.#tell(test);
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly TestError[]): void {
    for (const error of errors) {
      this.#failed += 1;
      console.log(`✗ outside any test: ${textOf(error)}`);
    }
    for (const [reason, n] of this.#skipped) console.log(`skipped ${n}: ${reason}`);
    const skipped = [...this.#skipped.values()].reduce((sum, n) => sum + n, 0);
    const file = process.env["COPPICE_TEST_COUNTS"];
    if (file !== undefined)
      writeFileSync(file, JSON.stringify({ passed: this.#passed, failed: this.#failed, skipped }));
    else console.log(`${this.#passed} passed, ${this.#failed} failed, ${skipped} skipped`);
  }

  #tell(test: TestCase): void {
    const result = test.result();
    if (result.state === "skipped") {
      const reason =
        /\[(?:skipped|needs): ([^\]]+)\]/.exec(test.fullName)?.[1] ?? result.note ?? test.fullName;
      this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
    }
    if (result.state !== "failed") return;
    console.log(`  ✗ ${test.fullName}`);
    for (const error of result.errors) console.log(`    ${textOf(error).replaceAll("\n", "\n    ")}`);
  }
}

interface TestError {
  readonly message: string;
  readonly stack?: string;
  readonly diff?: string;
}

/** The message, where in our own files it arose, and the difference. */
function textOf({ message, stack = message, diff }: TestError): string {
  const lines = stack
    .split("\n")
    .filter((line) => !/^\s+at .*(node_modules\/|node:internal|new Promise)/.test(line));
  return [...lines, ...(diff === undefined ? [] : [diff])].join("\n");
}
