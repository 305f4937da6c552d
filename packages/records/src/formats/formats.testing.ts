/** Every format that is read and written, for tests that go through all of them. */
export const RECORD_FORMATS = ["medline", "ris", "csl-json", "csv"] as const;
