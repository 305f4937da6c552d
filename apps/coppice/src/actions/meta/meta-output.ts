/** What `coppice meta` gives. */
export interface MetaOutput {
  readonly text: string;
  readonly json: string;
  /** Everything as files of one folder: `summary.txt`, `results.json` and the figures. */
  readonly files: ReadonlyMap<string, string>;
}
