import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkOutputFolder, createFolder, FolderError, readFolder, replaceFolder, sha256 } from "./index.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "coppice-store-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("readFolder", () => {
  test("gives all files by path, sorted, without hidden files, version control and the report", async () => {
    for (const path of [
      "review.yaml",
      "extraction/arms.csv",
      ".git/config",
      ".hidden",
      "report/report.html",
      "searches/a b.ris",
    ]) {
      mkdirSync(join(root, path, ".."), { recursive: true });
      writeFileSync(join(root, path), path);
    }
    const files = await readFolder(root);
    expect([...files.keys()]).toEqual(["extraction/arms.csv", "review.yaml", "searches/a b.ris"]);
    expect(new TextDecoder().decode(files.get("review.yaml"))).toBe("review.yaml");
  });

  test("says what to do when the folder is missing, or a file", async () => {
    await expect(readFolder(join(root, "nowhere"))).rejects.toThrow(/There is no folder .*coppice init/);
    writeFileSync(join(root, "file"), "");
    await expect(readFolder(join(root, "file"))).rejects.toMatchObject({ code: "not-a-folder" });
  });
});

describe("replaceFolder", () => {
  const texts = (target: string): Record<string, string> =>
    Object.fromEntries(readdirSync(target).map((name) => [name, readFileSync(join(target, name), "utf8")]));

  test("replaces an earlier output as a whole and leaves nothing beside it", async () => {
    const target = join(root, "out");
    await replaceFolder(
      target,
      new Map([
        ["a.txt", "1"],
        ["b.txt", "2"],
      ]),
    );
    await replaceFolder(target, new Map([["a.txt", "3"]]));
    expect(Object.keys(texts(target)).sort()).toEqual(["a.txt", "manifest.json"]);
    expect(texts(target)["a.txt"]).toBe("3");
    expect(readdirSync(root)).toEqual(["out"]);
  });

  test("refuses a folder with a file it did not write, and changes nothing", async () => {
    const target = join(root, "out");
    await replaceFolder(target, new Map([["a.txt", "1"]]));
    writeFileSync(join(target, "notes.txt"), "mine");
    await expect(replaceFolder(target, new Map([["a.txt", "2"]]))).rejects.toMatchObject({
      code: "foreign-files",
    });
    expect(texts(target)).toMatchObject({ "a.txt": "1", "notes.txt": "mine" });
    writeFileSync(join(target, "manifest.json"), "{broken");
    await expect(replaceFolder(target, new Map([["a.txt", "2"]]))).rejects.toBeInstanceOf(FolderError);
  });

  test("a failure in the middle leaves the earlier output whole and nothing half-written", async () => {
    const target = join(root, "out");
    await replaceFolder(target, new Map([["a.txt", "1"]]));
    // A path that is both a file and a folder cannot be written: the second file fails.
    await expect(
      replaceFolder(
        target,
        new Map([
          ["x", "1"],
          ["x/y", "2"],
        ]),
      ),
    ).rejects.toThrow();
    expect(texts(target)["a.txt"]).toBe("1");
    expect(readdirSync(root)).toEqual(["out"]);
  });

  test("refuses a file that was edited since, unless the edits may be lost", async () => {
    const target = join(root, "out");
    await replaceFolder(target, new Map([["a.txt", "1"], ["b/c.svg", "2"]])); // prettier-ignore
    writeFileSync(join(target, "b/c.svg"), "mine");
    const again = new Map([["a.txt", "3"]]);
    await expect(replaceFolder(target, again)).rejects.toThrow(
      `${join(target, "b/c.svg")} was edited after an earlier run wrote it. Choose another folder with --out, or give up the edits with --replace.`,
    );
    expect(readFileSync(join(target, "b/c.svg"), "utf8")).toBe("mine");
    await replaceFolder(target, again, { replaceEdited: true });
    expect(texts(target)["a.txt"]).toBe("3");
  });

  test("a link to a folder stays a link: its target is written", async () => {
    mkdirSync(join(root, "real"));
    symlinkSync("real", join(root, "link"));
    await replaceFolder(join(root, "link"), new Map([["a.txt", "1"]]));
    await replaceFolder(join(root, "link"), new Map([["a.txt", "2"]]));
    expect(lstatSync(join(root, "link")).isSymbolicLink()).toBe(true);
    expect(texts(join(root, "real"))["a.txt"]).toBe("2");
    symlinkSync("nowhere", join(root, "dangling"));
    await expect(checkOutputFolder(join(root, "dangling"))).rejects.toThrow(/a link to a folder that is not/);
  });

  test("a place that takes no files is known before there is anything to write", async () => {
    writeFileSync(join(root, "file"), "mine");
    await expect(checkOutputFolder(join(root, "file"))).rejects.toMatchObject({ code: "not-a-folder" });
    await expect(checkOutputFolder(join(root, "file", "below"))).rejects.toMatchObject({
      code: "not-a-folder",
    });
    await expect(checkOutputFolder("/proc/x")).rejects.toMatchObject({ code: "not-writable" });
    await checkOutputFolder(join(root, "new", "deep"));
    expect(readdirSync(root)).toEqual(["file"]);
  });

  test.skipIf(process.getuid?.() === 0)(
    "a place without permission is an error, not a loss [needs: a user other than root]",
    async () => {
      chmodSync(root, 0o500);
      await expect(replaceFolder(join(root, "out"), new Map([["a.txt", "1"]]))).rejects.toThrow(/EACCES/);
      chmodSync(root, 0o700);
      expect(existsSync(join(root, "out"))).toBe(false);
    },
  );
});

test("createFolder takes a new or empty folder only", async () => {
  mkdirSync(join(root, "empty"));
  await createFolder(join(root, "empty"), new Map([["a", "1"]]));
  await expect(createFolder(join(root, "empty"), new Map([["a", "2"]]))).rejects.toMatchObject({
    code: "folder-exists",
  });
});

test("sha256 is the standard's", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
