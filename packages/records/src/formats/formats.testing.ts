/** Every format that is read and written, for tests that go through all of them. */
export const RECORD_FORMATS = ["medline", "ris", "bibtex", "csl-json", "jsonl", "csv"] as const;
