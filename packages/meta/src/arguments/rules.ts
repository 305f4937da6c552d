/** What a value may be. */
export interface AnyRule {
  readonly accepts: (value: unknown) => boolean;
  /** In words that follow "is not". */
  readonly expected: string;
  /** The names of a closed list. */
  readonly names?: readonly string[];
  /** What other programs call them: their words and ours. */
  readonly otherWords?: Readonly<Record<string, string>>;
  readonly fix?: string;
}

/** A rule for values of type T, and of no wider or narrower one: the compiler then sees a name that is missing from a list. */
export interface Rule<T> extends AnyRule {
  readonly type?: (value: T) => T;
}

/** One of these names. */
export function oneOf<const T extends string>(
  names: readonly T[],
  otherWords: Readonly<Record<string, T>> = {},
): Rule<T> {
  return {
    accepts: (value) => names.includes(value as T),
    expected: `one of ${names.join(", ")}`,
    names,
    otherWords,
  };
}

/** A number between two others, both excluded. */
export function between(low: number, high: number, fix?: string): Rule<number> {
  return {
    accepts: (value) => typeof value === "number" && value > low && value < high,
    expected: `between ${low} and ${high}`,
    ...(fix !== undefined && { fix }),
  };
}

/** A finite number of `least` or more. */
export function numberFrom(least: number): Rule<number> {
  return {
    accepts: (value) => typeof value === "number" && value >= least && value < Infinity,
    expected: `a number of ${least} or more`,
  };
}

/** A whole number of `least` or more. */
export function wholeNumberFrom(least: number): Rule<number> {
  return {
    accepts: (value) => Number.isSafeInteger(value) && (value as number) >= least,
    expected: `a whole number of ${least} or more`,
  };
}

/** Any finite number. */
export const FINITE: Rule<number> = { accepts: Number.isFinite, expected: "a finite number" };

export const YES_OR_NO: Rule<boolean> = {
  accepts: (value) => typeof value === "boolean",
  expected: "true or false",
};

/** The level of an interval. */
export const LEVEL = between(0, 1, "95 percent is 0.95");

/** A threshold of p values. */
export const ALPHA = between(0, 1, "5 percent is 0.05");

/** An array whose values are looked at where it is used. */
export function anArray<T extends readonly unknown[]>(): Rule<T> {
  return { accepts: Array.isArray, expected: "an array" };
}

/** An object whose fields are looked at where it is used. */
export function anObject<T extends object>(): Rule<T> {
  return { accepts: isObject, expected: "an object" };
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
