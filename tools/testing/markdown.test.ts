import { expect, it } from "vitest";
import { documentAnchors, linksOf } from "./markdown.ts";

const text = `# The *first* door, \`a.b\`
See [one](one.md), [two](../two.md#part "Two") and ![three](<pictures/three.svg>).
Not [web](https://example.org/x.md), not \`[code](code.md)\`.

\`\`\`md
[fenced](fenced.md)
\`\`\`
## Again
## Again
[four]: four.md
[five](#again-1)
`;

it("finds relative links and leaves out code and the web", () => {
  expect(linksOf(text)).toEqual([
    { line: 2, target: "one.md" },
    { line: 2, target: "../two.md#part" },
    { line: 2, target: "pictures/three.svg" },
    { line: 10, target: "four.md" },
    { line: 11, target: "#again-1" },
  ]);
});

it("gives headings the anchors of GitHub", () => {
  expect([...documentAnchors(text)]).toEqual(["the-first-door-ab", "again", "again-1"]);
});
