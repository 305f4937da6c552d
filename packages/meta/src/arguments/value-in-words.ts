/**
 * A value that should not have been there, as a message shows it: short, and with its kind where that is what is wrong.
 *
 * @example valueInWords([1, 2]) // "an array of 2"
 */
export function valueInWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "an empty object" : `an object of ${keys.slice(0, 5).join(", ")}`;
}
