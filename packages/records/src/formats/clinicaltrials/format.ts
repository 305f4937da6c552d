import type { FormatDefinition } from "../format.ts";
import { createJsonReader } from "../json-entries.ts";
import { mapClinicalTrial } from "./map.ts";
import { writeStudy } from "./write.ts";

/** ClinicalTrials.gov's JSON: a study or a page of them (version 2), and the older FullStudiesResponse. */
export const clinicalTrialsJson: FormatDefinition = {
  name: "clinicaltrials-json",
  title: "ClinicalTrials.gov JSON",
  extension: "json",
  beginning: "studies with a protocolSection",
  keepsRaw: true,
  findStart: (head) =>
    /^\s*[[{]/.test(head) && /"(?:protocolSection|ProtocolSection|FullStudiesResponse)"\s*:/.test(head)
      ? 0
      : undefined,
  createReader: (context) =>
    createJsonReader(
      context,
      ["", "studies", "FullStudiesResponse/FullStudies"],
      mapClinicalTrial,
      "NCT number or title",
    ),
  writer: { begin: '{"studies":[\n', between: ",\n", end: "\n]}\n", entry: writeStudy },
};
