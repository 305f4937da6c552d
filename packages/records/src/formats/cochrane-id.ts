/** The number of a Cochrane review in its DOI: "10.1002/14651858.cd000023.pub2" is of CD000023. */
export function cochraneIdOf(doi: string | undefined): string | undefined {
  if (doi?.startsWith("10.1002/14651858.cd") !== true) return undefined;
  const digits = /^\d{6}/.exec(doi.slice("10.1002/14651858.cd".length))?.[0];
  return digits === undefined ? undefined : `CD${digits}`;
}
