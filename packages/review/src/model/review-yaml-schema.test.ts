import { expect, test } from "vitest";
import { z } from "zod";
import { reviewYamlSchema, searchYamlSchema } from "./review-yaml-schema.ts";

/** Editors and people read the schemas from docs/schema; `vitest -u` writes them again after a change. */
test.each([
  ["review", reviewYamlSchema, "The review.yaml of a Coppice review folder"],
  ["search", searchYamlSchema, "A search of a Coppice review folder (searches/*.yaml)"],
] as const)("docs/schema/%s.schema.json is the schema that is used", async (name, schema, title) => {
  const json = { title, ...z.toJSONSchema(schema, { io: "input" }) };
  await expect(`${JSON.stringify(json, undefined, 2)}\n`).toMatchFileSnapshot(
    `../../../../docs/schema/${name}.schema.json`,
  );
});
