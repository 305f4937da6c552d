import { describe, expect, test } from "vitest";
import { SMALL_MESH } from "../small-mesh.testing.ts";
import { readMesh } from "./read-mesh.ts";

describe("a hierarchy of headings", () => {
  test("NLM's ASCII: headings, entry terms, explosion by tree number", () => {
    const { mesh, problems } = readMesh(SMALL_MESH, "d.bin");
    expect(problems).toEqual([]);
    expect(mesh.size).toBe(9);
    expect(mesh.headingOf("affective disorders")).toBe("Mood Disorders");
    expect(mesh.headingOf("depressive neuroses")).toBe("Depressive Disorder");
    expect(mesh.headingOf("DEPRESSIVE DISORDER, MAJOR")).toBe("Depressive Disorder, Major");
    expect([...mesh.explode("Depressive Disorder")]).toEqual(["Depressive Disorder", "Depressive Disorder, Major", "Depressive Disorder, Treatment-Resistant"]); // prettier-ignore
    expect(mesh.explode("Mood Disorders").size).toBe(4);
    expect([...mesh.explode("Animals")].sort()).toEqual(["Animals", "Humans", "Rats"]);
    expect(mesh.explode("Ketamine").size).toBe(1);
  });

  test("two columns; a number is not the beginning of another (A01.1 is not above A01.11)", () => {
    const { mesh } = readMesh("Trunk\tA01.1\nBranch\tA01.1.5\nOther\tA01.11\nBranch\tB02\n", "m.txt");
    expect([...mesh.explode("Trunk")]).toEqual(["Trunk", "Branch"]);
  });

  test("lines that are neither are named", () => {
    expect(readMesh("Ketamine\n", "m.txt").problems).toMatchObject([{ code: "mesh-line", where: { file: "m.txt", line: 1 } }]); // prettier-ignore
    expect(readMesh("*NEWRECORD\nMN = A01\n", "d.bin").problems).toMatchObject([{ code: "mesh-without-heading" }]); // prettier-ignore
  });
});
