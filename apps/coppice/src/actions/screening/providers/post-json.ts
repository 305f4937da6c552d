import { setTimeout as sleep } from "node:timers/promises";
import { ProviderError, type ProviderErrorCode } from "./provider.ts";

export interface PostOptions {
  readonly host: string;
  readonly key?: string;
  /** Of one attempt, until its answer is there to the last byte. */
  readonly timeoutMs: number;
  /** Further attempts after the first. */
  readonly retries: number;
  /** Before the second attempt; doubled before each further one. */
  readonly backoffMs: number;
  readonly signal: AbortSignal;
}

const LONGEST_WAIT_MS = 60_000;
const LARGEST_ANSWER = 1 << 24;
const PASSING: Readonly<Record<number, ProviderErrorCode>> = {
  408: "timeout",
  429: "rate-limited",
  500: "server-error",
  502: "server-error",
  503: "server-error",
  504: "server-error",
  529: "server-error",
};

/** How one attempt ended that was no success. */
interface Failure {
  readonly error: ProviderError;
  readonly isPassing: boolean;
  /** As the endpoint asks (Retry-After). */
  readonly waitMs?: number;
}

/**
 * Posts JSON and reads JSON. What may pass is tried again, waiting twice as long each time or as long as the endpoint asks, never over
 * a minute: 408, 429, 5xx, no answer in time, a connection that breaks at any point. Redirections are not followed.
 *
 * @throws ProviderError after the last attempt, without the key, whatever the endpoint wrote; the signal's reason when aborted
 */
export async function postJson(url: URL, body: unknown, options: PostOptions): Promise<unknown> {
  const { retries, backoffMs, signal } = options;
  const text = JSON.stringify(body);
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    const result = await attemptPost(url, text, options);
    if ("value" in result) return result.value;
    if (!result.isPassing) throw result.error;
    if (attempt >= retries) {
      const { code, message } = result.error;
      throw new ProviderError(code, `${message} (attempt ${attempt + 1}, the last)`);
    }
    const waitMs = Math.min(LONGEST_WAIT_MS, result.waitMs ?? backoffMs * 2 ** attempt);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

async function attemptPost(
  url: URL,
  body: string,
  { host, key, timeoutMs, signal }: PostOptions,
): Promise<{ readonly value: unknown } | Failure> {
  const fail = (code: ProviderErrorCode, what: string, isPassing = false, waitMs?: number): Failure => ({
    error: new ProviderError(code, `${host}: ${safe(what, key)}`),
    isPassing,
    ...(waitMs === undefined ? {} : { waitMs }),
  });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    const { status, headers } = response;
    const text = await readText(response);
    if (text === undefined) return fail("bad-response", `its answer is longer than ${LARGEST_ANSWER} bytes`);
    if (response.ok) {
      const value = parsed(text);
      return value === undefined ? fail("bad-response", "its answer is no JSON") : { value };
    }
    const said = `answered ${status}${saidBy(text, key)}`;
    const passing = PASSING[status];
    if (passing !== undefined) return fail(passing, said, true, waitAsked(headers.get("retry-after")));
    if (status >= 300 && status < 400)
      return fail("redirected", `answered ${status}: it points to another address, which was not followed`);
    if (status === 401 || status === 403) return fail("unauthorised", said);
    return fail(status === 404 || status === 405 ? "not-found" : "request-refused", said);
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return fail("timeout", `no whole answer within ${timeoutMs / 1000} s`, true);
    return fail("connection", `the connection failed: ${causeOf(error)}`, true);
  }
}

async function readText(response: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > LARGEST_ANSWER) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The error's own words, in OpenAI's shape or as plain text: first without the key, then cut short. */
function saidBy(text: string, key: string | undefined): string {
  const value = parsed(text);
  const message =
    typeof value === "object" && value !== null && "error" in value
      ? typeof value.error === "object" && value.error !== null && "message" in value.error
        ? value.error.message
        : value.error
      : text;
  if (typeof message !== "string" || message.trim() === "") return "";
  return `: ${withoutKey(message.trim(), key).slice(0, 200)}`;
}

/** Should the endpoint repeat the key. */
function withoutKey(text: string, key: string | undefined): string {
  return key === undefined ? text : text.replaceAll(key, "[key]");
}

/** Without the key, and without signs that a terminal obeys. */
function safe(text: string, key: string | undefined): string {
  return withoutKey(text, key).replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ");
}

/** Seconds or a date, in milliseconds from now. */
function waitAsked(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return waitMs >= 0 ? waitMs : undefined;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return "unknown";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
