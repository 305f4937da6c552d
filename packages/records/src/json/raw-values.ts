/**
 * A value of JSON as the text of a raw field: a string as itself, anything else as JSON. A string that would read as JSON
 * ("4", "[a]") is written as JSON too, in its quotes, so that `valueOfText` gives back exactly what came.
 */
export function textOfValue(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return isJson(value) ? JSON.stringify(value) : value;
}

export function valueOfText(text: string): unknown {
  return isJson(text) ? JSON.parse(text) : text;
}

function isJson(text: string): boolean {
  if (!/^\s*(?:["[{\d-]|true\b|false\b|null\b)/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
