/** Sets a field that has no value yet; of repeated fields the first one counts. */
export function setOnce<T extends object, Key extends keyof T>(
  target: T,
  key: Key,
  value: T[Key] | undefined,
): void {
  if (value !== undefined && target[key] === undefined) target[key] = value;
}
