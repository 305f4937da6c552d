/** A tree or strategy without the places of its nodes, for comparisons. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (key === "place" ? [] : [[key, withoutPlaces(each)]])),
  );
}
