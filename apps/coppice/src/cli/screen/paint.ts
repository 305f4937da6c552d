import type { Style, StyledLine } from "./styled-text.ts";

/** What the screen can show: colours; bold, underlined and the like without colours; or text alone. */
export type Paint = "colour" | "no-colour" | "text";

const COLOUR: Readonly<Record<Style, string>> = {
  plain: "",
  title: "1",
  heading: "1;36",
  muted: "2",
  warning: "1;37;41",
  protocol: "4;33",
  up: "1;32",
  down: "35",
  key: "1",
};

/** Each can be told from the others without a colour; see https://no-color.org. */
const NO_COLOUR: Readonly<Record<Style, string>> = {
  plain: "",
  title: "1",
  heading: "1",
  muted: "2",
  warning: "1;7",
  protocol: "4",
  up: "1;4",
  down: "3;2",
  key: "1",
};

/** A line as it is sent to the terminal. */
export function paintLine(line: StyledLine, paint: Paint): string {
  const codes = paint === "colour" ? COLOUR : NO_COLOUR;
  return line
    .map(({ text, style }) =>
      paint === "text" || codes[style] === "" ? text : `\u001b[${codes[style]}m${text}\u001b[0m`,
    )
    .join("");
}
