import { fileURLToPath } from "node:url";
import { createFolder, readFolder } from "@coppice/store";

const TEMPLATE = fileURLToPath(new URL("../../template", import.meta.url));

/**
 * Makes a new review folder from the template: five real trials that can be replaced row by row, or with `empty` the
 * same files with their header lines only.
 *
 * @throws FolderError `folder-exists` when the folder holds anything
 */
export async function initReview(
  folder: string,
  options: { readonly empty: boolean },
): Promise<readonly string[]> {
  const template = await readFolder(TEMPLATE);
  const decoder = new TextDecoder();
  const files = new Map<string, string>();
  for (const [path, bytes] of template) {
    const text = decoder.decode(bytes);
    if (!options.empty) files.set(path, text);
    else if (path === "review.yaml") files.set(path, withoutAnalyses(text));
    else if (path.startsWith("searches/")) continue;
    else files.set(path, path.endsWith(".csv") ? `${text.slice(0, text.indexOf("\n"))}\n` : text);
  }
  await createFolder(folder, files);
  return [...files.keys()];
}

/** The template's analyses name its own trials; an empty review starts without them. */
function withoutAnalyses(yaml: string): string {
  const start = yaml.indexOf("\nanalyses:");
  return start < 0 ? yaml : `${yaml.slice(0, start)}\nanalyses: []\n`;
}
