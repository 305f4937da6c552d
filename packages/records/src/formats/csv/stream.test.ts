import { expect, test } from "vitest";
import { expectSameInPieces, readPieces } from "../reader.testing.ts";
import { csv } from "./format.ts";

test("however a table is cut into pieces, rows and problems are the same", () => {
  expectSameInPieces(csv, ["title,year,doi", "\n", "\r", ",", '"', '""', "A", "2014", ";", "10.1000/x"]);
});

test("a row keeps its own text, line breaks inside quotes included", () => {
  const { records } = readPieces(csv, ['title,year\n"A\nB",2014\r\n', "C,2015"]);
  expect(records.map(({ text }) => text)).toEqual(['"A\nB",2014', "C,2015"]);
});
