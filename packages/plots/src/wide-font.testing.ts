/** Advance widths of DejaVu Sans, the sans-serif font of many Linux systems, in thousandths of the font size, by width. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "'": 275,
    ijl: 278,
    IJ: 295,
    " ,.·’\u00a0\u202f": 318,
    "/:;\\|": 337,
    f: 352,
    "-": 361,
    "()[]": 390,
    t: 392,
    "!²": 401,
    r: 411,
    '"': 460,
    "*_–": 500,
    s: 521,
    z: 525,
    "?": 531,
    c: 550,
    L: 557,
    F: 575,
    k: 579,
    vxy: 592,
    P: 603,
    TY: 611,
    aeoöø: 614,
    E: 632,
    Sbdghnpquü$0123456789: 636,
    K: 656,
    ABVXZ: 686,
    CR: 698,
    DHNU: 770,
    "&GOQ": 787,
    w: 818,
    "#+<=>~−×≤": 838,
    M: 863,
    "%": 950,
    m: 974,
    W: 989,
    "@…": 1000,
  }).flatMap(([characters, width]) =>
    Array.from(characters, (character): [string, number] => [character, width]),
  ),
);

/** Width of a text in px in one of the widest fonts that readers have. */
export function wideTextWidth(text: string, size: number): number {
  return (Array.from(text).reduce((sum, each) => sum + (WIDTHS.get(each) ?? 640), 0) * size) / 1000;
}
