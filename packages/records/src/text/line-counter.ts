const LF = 10;

/**
 * Line breaks before ever later positions of a text (LF, CRLF and CR each end one line). A CRLF is counted at its LF.
 */
export function createLineCounter(text: string): (position: number) => number {
  let lf = text.indexOf("\n");
  let cr = text.indexOf("\r");
  let count = 0;
  return (position) => {
    while (lf >= 0 && lf < position) {
      count += 1;
      lf = text.indexOf("\n", lf + 1);
    }
    while (cr >= 0 && cr < position) {
      if (text.charCodeAt(cr + 1) !== LF) count += 1;
      cr = text.indexOf("\r", cr + 1);
    }
    return count;
  };
}
