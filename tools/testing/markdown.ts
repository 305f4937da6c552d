/** A relative link or picture of a Markdown text. */
export interface Link {
  readonly line: number;
  readonly target: string;
}

/** Relative links and pictures, in order; code is left out, and so are addresses with a scheme. */
export function linksOf(markdown: string): readonly Link[] {
  return proseLines(markdown).flatMap((text, row) => {
    const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
    const defined = [...text.matchAll(/^\s{0,3}\[[^\]]+\]:\s+<?([^\s>]+)/g)];
    const targets = [...inline, ...defined].map((match) => match[1] ?? "");
    return targets
      .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
      .map((target) => ({ line: row + 1, target }));
  });
}

/** The anchors that GitHub gives to the headings of a Markdown text. */
export function documentAnchors(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const text of proseLines(markdown, false)) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text)?.[1];
    if (heading === undefined) continue;
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = plain.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
    let unique = anchor;
    for (let n = 1; anchors.has(unique); n += 1) unique = `${anchor}-${n}`;
    anchors.add(unique);
  }
  return anchors;
}

/** The lines, those of fenced code and (unless told otherwise) spans of code made empty. */
function proseLines(markdown: string, withoutSpans = true): readonly string[] {
  let fence: string | undefined;
  return markdown.split(/\r?\n/).map((line) => {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      return "";
    }
    fence = mark;
    if (mark !== undefined) return "";
    return withoutSpans ? line.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, "") : line;
  });
}
