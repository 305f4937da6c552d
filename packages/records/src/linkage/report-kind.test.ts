import { expect, test } from "vitest";
import { makeRecord } from "./record.testing.ts";
import { reportKind } from "./report-kind.ts";

test.each<[string, readonly string[], ReturnType<typeof reportKind>]>([
  ["A trial", ["Journal Article", "Randomized Controlled Trial"], "original"],
  ["A trial", ["JOUR"], "unstated"],
  ["A trial", [], "unstated"],
  ["A trial", ["Published Erratum"], "erratum"],
  ["Erratum: A trial", ["Journal Article"], "erratum"],
  ["Author Correction: A trial", [], "erratum"],
  ["Correction of spinal deformity", ["Journal Article"], "original"],
  ["RETRACTED: A trial", ["Journal Article", "Retracted Publication"], "original"],
  ["Retraction: A trial", [], "retraction"],
  ["A trial", ["Retraction of Publication"], "retraction"],
  ["Comment on: A trial", ["JOUR"], "comment"],
  ["Authors' reply: A trial", [], "comment"],
  ["A trial", ["Letter", "Comment"], "comment"],
  ["A trial", ["Preprint"], "preprint"],
  ["Expression of Concern: A trial", [], "concern"],
])("%j, %j", (title, types, kind) => expect(reportKind(makeRecord("a", { title, types }))).toBe(kind));
