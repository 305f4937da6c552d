/** An argument outside a function's domain: never answered with a silent NaN. */
export class DomainError extends Error {
  readonly code = "domain";
  readonly where: { readonly argument: string; readonly found: number; readonly expected: string };

  constructor(argument: string, found: number, expected: string) {
    super(`${argument} = ${found} is outside the domain: expected ${expected}`);
    this.name = "DomainError";
    this.where = { argument, found, expected };
  }
}

/** Throws DomainError unless the condition holds (NaN never does). */
export function demand(holds: boolean, argument: string, found: number, expected: string): void {
  if (!holds) throw new DomainError(argument, found, expected);
}
