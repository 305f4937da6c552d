import type { RawField } from "../model.ts";
import { parseElement } from "./parse-element.ts";
import { rawFieldsOf, type IsInline } from "./raw-fields.ts";
import { allowedInXml, xmlElement, xmlText } from "./write-xml.ts";

/** An element while its fields come: XML of what is inside so far, and where it belongs. */
interface OpenElement {
  readonly path: string;
  readonly attributes: Record<string, string>;
  inner: string;
  readonly isLeaf: boolean;
}

/**
 * The inside of an element from its fields, the other way round as `rawFieldsOf`: what is below it, complete and in order.
 * Undefined where the fields are not those of an element (one stands below a parent that was never opened).
 */
export function xmlOfRaw(fields: readonly RawField[], isInline: IsInline): string | undefined {
  const stack: OpenElement[] = [{ path: "", attributes: {}, inner: "", isLeaf: false }];
  const close = (): void => {
    const { path, inner, attributes } = stack.pop()!;
    stack.at(-1)!.inner += xmlElement(path.slice(path.lastIndexOf("/") + 1), inner, attributes);
  };
  /** Closes what is open beside the parent of a path; false where that parent is not open. */
  const openUnder = (path: string): boolean => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    while (stack.length > 1 && stack.at(-1)!.path !== parent) close();
    return stack.at(-1)!.path === parent && !stack.at(-1)!.isLeaf;
  };
  for (const { tag, value } of fields) {
    const at = tag.indexOf("@");
    if (at >= 0) {
      const open = stack.at(-1)!;
      if (open.path !== tag.slice(0, at)) return undefined;
      open.attributes[tag.slice(at + 1)] = value;
      continue;
    }
    const isLeaf = !tag.endsWith("/");
    const path = isLeaf ? tag : tag.slice(0, -1);
    if (path === "" || !openUnder(path)) return undefined;
    stack.push({ path, attributes: {}, inner: isLeaf ? xmlOfValue(value, isInline) : "", isLeaf });
  }
  while (stack.length > 1) close();
  return stack[0]!.inner;
}

/** A value as XML: as it stands where it is text with inline markup, its text else. */
function xmlOfValue(value: string, isInline: IsInline): string {
  if (!/<[^>]*>/.test(value)) return xmlText(value);
  const { element } = parseElement(`<x><v>${value}</v></x>`);
  const [field, ...more] = element === undefined ? [] : rawFieldsOf(element, 0, isInline);
  const isMarkup = field?.tag === "v" && field.value === value && more.length === 0;
  return isMarkup ? allowedInXml(value) : xmlText(value);
}
