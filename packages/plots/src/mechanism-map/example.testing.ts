import { readFileSync } from "node:fs";
import type { MechanismMapData } from "./mechanism-map-data.ts";

/**
 * The 52 statements on how ketamine works of `examples/ketamine/mechanisms.csv`, with the node names of their sources:
 * signs and contradictions were read from relation and note.
 */
export function ketamineMechanisms(): MechanismMapData {
  return JSON.parse(
    readFileSync(new URL("ketamine.golden.json", import.meta.url), "utf8"),
  ) as MechanismMapData;
}
