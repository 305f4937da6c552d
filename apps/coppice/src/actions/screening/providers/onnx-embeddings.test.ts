import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onnxEmbeddings } from "./onnx-embeddings.ts";
import { wordPieces } from "./word-piece.ts";

/** The optional package; another place can be named, so that it need not be installed here. */
const RUNTIME = process.env["COPPICE_ONNXRUNTIME"] ?? "onnxruntime-node";
const isInstalled = await import(RUNTIME).then(
  () => true,
  () => false,
);

/** Made with onnx's own helper: a table of seven vectors of three, looked up by input_ids; that of [PAD] is 9 9 9. */
const MODEL =
  "CAgSBG1hZGU6iAIKLQoFdGFibGUKCWlucHV0X2lkcxIRbGFzdF9oaWRkZW5fc3RhdGUiBkdhdGhlchIEbWFkZSpjCAcIAxABQgV0YWJsZUpUAAAQQQAAEEEAABBBAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAAAAAAAAAAAAAAAIA/AABAQAAAgEAAAAAAAAAAAAAAAAAAAABAAACAPwAAgD8AAAAAWh0KCWlucHV0X2lkcxIQCg4IBxIKCgMSAWIKAxIBdFoiCg5hdHRlbnRpb25fbWFzaxIQCg4IBxIKCgMSAWIKAxIBdGIpChFsYXN0X2hpZGRlbl9zdGF0ZRIUChIIARIOCgMSAWIKAxIBdAoCCANCBAoAEA0=";
const VOCABULARY = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "trial", "##s", "a"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "coppice-onnx-"));
  writeFileSync(join(folder, "model.onnx"), Buffer.from(MODEL, "base64"));
  writeFileSync(join(folder, "vocab.txt"), `${VOCABULARY.join("\n")}\n`);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const files = () => ({ model: join(folder, "model.onnx"), vocabulary: join(folder, "vocab.txt") });

describe("pieces of words", () => {
  const tokens = wordPieces([...VOCABULARY, ",", "抑", "##ial", "tr", "trials!"], { longest: 8, isCased: false });

  it.each([
    ["trial", [1, 4, 2]],
    ["Trials", [1, 4, 5, 2]],
    ["  a\ttrial\n", [1, 6, 4, 2]],
    ["á", [1, 6, 2]],
    ["a,trial", [1, 6, 7, 4, 2]],
    ["a抑a", [1, 6, 8, 6, 2]],
    ["trialx", [1, 3, 2]],
    ["trials!", [1, 4, 5, 3, 2]],
    ["", [1, 2]],
    ["a a a a a a a a a", [1, 6, 6, 6, 6, 6, 6, 2]],
    ["a".repeat(101), [1, 3, 2]],
  ])("of %j are those of BERT", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it("need the vocabulary's marks", () => {
    expect(() => wordPieces(["a"], { longest: 8, isCased: false })).toThrow("the vocabulary has no [CLS]");
  });
}); // prettier-ignore

describe("a local model without its runtime", () => {
  it("says what to install", async () => {
    const provider = onnxEmbeddings({ ...files(), runtime: "coppice-no-such-runtime" });
    await expect(provider).rejects.toMatchObject({
      name: "ProviderError",
      code: "not-installed",
      message: expect.stringContaining("npm install --no-save coppice-no-such-runtime") as string,
    });
  });
});

describe.skipIf(!isInstalled)("a local model [needs the optional package onnxruntime-node]", () => {
  it("gives the mean of each text's own tokens, of length 1, whatever stands beside it", async () => {
    const provider = await onnxEmbeddings({ ...files(), runtime: RUNTIME });
    const [short, long] = await provider.embed(["trial", "trials a"]);
    // [CLS] 1 0 0, trial 3 4 0, ##s 0 0 2, a 1 1 0, [SEP] 0 1 0
    expect([...short!]).toEqual([4, 5, 0].map((value) => Math.fround(value / Math.sqrt(41))));
    expect([...long!]).toEqual([5, 6, 2].map((value) => Math.fround(value / Math.sqrt(65))));
    expect((await provider.embed(["trial"]))[0]).toEqual(short);
    const many = await provider.embed(Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? "trial" : "trials a")));
    expect(many).toHaveLength(40);
    expect(many[38]).toEqual(short);
    expect(many[39]).toEqual(long);
  });

  it("refuses files that are no model, or not there", async () => {
    writeFileSync(join(folder, "bad.onnx"), "text");
    const asked = (more: object) => onnxEmbeddings({ ...files(), runtime: RUNTIME, ...more });
    await expect(asked({ model: join(folder, "bad.onnx") })).rejects.toMatchObject({ code: "bad-model" });
    await expect(asked({ vocabulary: join(folder, "no.txt") })).rejects.toMatchObject({ code: "bad-model" });
  });
}); // prettier-ignore
