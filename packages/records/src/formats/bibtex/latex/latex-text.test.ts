import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latexText, verbatimText } from "./latex-text.ts";

const raw = String.raw;

describe("latexText", () => {
  test.each([
    [raw`{\"O}sterreich {\"{o}} \"o \"{o} {\" o}`, "Österreich ö ö ö ö"],
    [raw`\'e \'{e} {\'e} \'\i {\'\i} {\'{\i}} \'{\i} \^{\i}`, "é é é í í í í î"],
    [
      raw`\c{c} {\c c} \c c \v{s} \v s {\v{S}} \H{o} \k{a} \u{g} \r{a} \d{o} \b{k} \.{z} \={a} \~n`,
      "ç ç ç š š Š ő ą ğ å ọ ḵ ż ā ñ",
    ],
    [raw`\'{\^e} \'{\"\i}`, "ế ḯ"],
    [raw`{\ss} Stra{\ss}e {\o}re \O slo \AE{}sop \l{}od\'z {\aa} {\i}`, "ß Straße øre Øslo Æsop łodź å ı"],
    [raw`pages 1--2 --- and a-b`, "pages 1–2 — and a-b"],
    [raw`\`\`quoted'' and \`one' and it's`.replaceAll("\\`", "`"), "“quoted” and ‘one' and it's"],
    [raw`A~B \& C\% \$5 \#1 a\_b \{x\}`, "A B & C% $5 #1 a_b {x}"],
    [raw`{The} {{NASA}} {k}etamine`, "The NASA ketamine"],
    [raw`\textit{in vivo} and \emph{x}, {\em y} {\bf z} \textbf{\textit{w}}`, "in vivo and x, y z w"],
    [
      raw`H\textsubscript{2}O, m\textsuperscript{2}, 10\textsuperscript{-3}, C\textsubscript{max}`,
      "H₂O, m², 10⁻³, C_max",
    ],
    [
      raw`$\alpha$-synuclein, $\beta_2$, $x^2$, $10^{-3}$, $p<0.05$, CO$_2$, \ensuremath{\mu}M`,
      "α-synuclein, β₂, x², 10⁻³, p<0.05, CO₂, μM",
    ],
    [
      raw`$\frac{a}{b+c}$ $\sqrt{x}$ $\sqrt[3]{x}$ \(\gamma\) $\mathrm{H}_2$ $\le 5$`,
      "a/(b+c) √(x) ³√(x) γ H₂ ≤5",
    ],
    ["costs $5 and $10 or $7", "costs $5 and $10 or $7"],
    ["one $ sign", "one $ sign"],
    [raw`\url{https://x.org/a_b%20c} \href{https://y.org}{Text}`, "https://x.org/a_b%20c Text"],
    [raw`\textendash \textemdash{} \textgreater{}1 \textless 2 \textquoteright{}s`, "–— >1 <2 ’s"],
    [raw`{\LaTeX} {\textregistered} \texttrademark \copyright 2014 \dots`, "LaTeX ® ™©2014 …"],
    [raw`\noopsort{1973b}1973 \enquote{x} a\,b a\ b`, "1973 “x” a b a b"],
    [raw`50% of a_b, a^b and "c"`, `50% of a_b, a^b and "c"`],
    ["  two \n lines\t ", "two lines"],
    ["plain", "plain"],
    [raw`\unknown{x} stays`, raw`\unknownx stays`],
    [raw`a\\b`, "a b"],
    [raw`\symbol{233}\symbol{"E9}`, "éé"],
  ])("%j", (latex, text) => {
    expect(latexText(latex)).toBe(text);
  });

  test("names commands it does not know", () => {
    const unknown: string[] = [];
    latexText(raw`\foo{x} \alpha \bar`, (command) => unknown.push(command));
    expect(unknown).toEqual([raw`\foo`]);
  });

  test("any text, and any depth, gives a text", () => {
    const mark = fc.constantFrom(
      "\\",
      "{",
      "}",
      "$",
      "^",
      "_",
      "'",
      "a",
      " ",
      "\\textsuperscript",
      "\\'",
      "\\frac",
      "[",
      "]",
      "~",
      "-",
      "`",
      "\\(",
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 40 }), (marks) => {
        expect(typeof latexText(marks.join(""))).toBe("string");
      }),
    );
    for (const piece of ["\\'", "{", "\\textsuperscript{", "$", "\\(", "\\sqrt[", "\\frac"])
      expect(typeof latexText(piece.repeat(5_000))).toBe("string");
  });
});

test.each([
  [raw`https://x.org/a\_b\%20c`, "https://x.org/a_b%20c"],
  [raw`http://x.org/{\~{}}me/$\sim$you`, "http://x.org/~me/~you"],
  ["10.1000/a--b~c", "10.1000/a--b~c"],
  [raw`\url{https://x.org}`, "https://x.org"],
])("verbatim %j", (latex, text) => {
  expect(verbatimText(latex)).toBe(text);
});
