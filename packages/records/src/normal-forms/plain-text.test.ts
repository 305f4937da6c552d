import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findGarbled, plainText } from "./plain-text.ts";

describe("plainText", () => {
  test.each([
    ["IL-6 &lt; 5&nbsp;pg/mL &amp; more", "IL-6 < 5 pg/mL & more"],
    ["p &amp;lt; 0.05 and &amp;#946; &amp;amp; x", "p < 0.05 and β & x"],
    ["&#945;&#x3B2;&eacute;&Eacute;&hellip;&mdash;&thinsp;&#150;", "αβéÉ…— –"],
    ["AT&T; R&D &unknown; &#0; &#xD800;", "AT&T; R&D &unknown; &#0; &#xD800;"],
    ["<i>C. elegans</i> in <b>vivo</b>", "C. elegans in vivo"],
    [
      "x<sup>2</sup>, CO<sub>2</sub>, 10<sup>-3</sup>, C<sub>max</sub>, H<inf>2</inf>O",
      "x², CO₂, 10⁻³, C_max, H₂O",
    ],
    ["<jats:p>One</jats:p><jats:p>two</jats:p>", "One two"],
    ['<p class="a">One<br/>two</p>', "One two"],
    ["&lt;i&gt;in vitro&lt;/i&gt;", "in vitro"],
    ["p <0.05 and >0.01, a<b>c?", "p <0.05 and >0.01, ac?"],
    ["p <0.05 and n> 3; x < y", "p <0.05 and n> 3; x < y"],
    [
      "TNF-(alpha), interferon-{gamma}, (beta)2-agonist, PPAR[delta]",
      "TNF-α, interferon-γ, β2-agonist, PPARδ",
    ],
    [
      "Cronbach coefficient (alpha) and the (beta) version",
      "Cronbach coefficient (alpha) and the (beta) version",
    ],
    ["a\u00a0b\u2009c\u202fd", "a b c d"],
    [
      "soft\u00adhyphen, zero\u200bwidth, \ufb01ne and e\ufb03cient",
      "softhyphen, zerowidth, fine and efficient",
    ],
    ["<![CDATA[x]]> <!-- note -->y", "x y"],
    ["plain", "plain"],
    ["  as it stands  ", "  as it stands  "],
  ])("%j", (value, text) => {
    expect(plainText(value)).toBe(text);
  });

  test("leaves text alone that has none of the marks", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", " ", "é", "-", "(", ")", ";", ">", "\n", "α", "ﾃ") }),
        (text) => {
          expect(plainText(text)).toBe(text);
        },
      ),
    );
  });

  test("any text gives a text", () => {
    const mark = fc.constantFrom(
      "<",
      ">",
      "&",
      "amp;",
      "lt;",
      "sup",
      "/",
      "#x",
      "i",
      " ",
      "(alpha)",
      "-",
      "\u00a0",
    );
    fc.assert(
      fc.property(fc.array(mark), (marks) => {
        expect(typeof plainText(marks.join(""))).toBe("string");
      }),
    );
    for (const mark of ["<sup>", "<i ", "&", "&amp;", "(alpha)", "<!--"])
      expect(typeof plainText(mark.repeat(20_000))).toBe("string");
  });
});

describe("findGarbled", () => {
  test.each([
    ["in KÃ¶ln am Rhein", "KÃ¶ln"],
    ["don\u00e2\u20ac\u2122t", "don\u00e2\u20ac\u2122t"],
    ["at 300Â°C", "300Â°C"],
    ["Î²-blocker", "Î²-blocker"],
    ["Å\u0082Ã³dÅº", "Å\u0082Ã³dÅº"],
  ])("%j", (text, found) => {
    expect(findGarbled(text)).toBe(found);
  });

  test.each([
    "Köln",
    "São Paulo, NÃO",
    "5 Å² and 3 Å±1",
    "CAFÉ” – «É»",
    "Â",
    "β-blocker",
    "Đặng Thị",
    "日本語",
    "naïve’s",
  ])("%j is not garbled", (text) => {
    expect(findGarbled(text)).toBeUndefined();
  });
});
