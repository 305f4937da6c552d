import { ActionError } from "../../action-error.ts";

/** An OpenAI-compatible API, by its address. */
export interface Endpoint {
  readonly chat: URL;
  readonly embeddings: URL;
  /** Host and port: all of the address that is ever stored or printed. */
  readonly host: string;
  /** Whether the host is this machine. */
  readonly isLocal: boolean;
}

/**
 * Reads the base address of an API, such as `http://localhost:11434/v1`.
 *
 * @throws ActionError an address that is none, is neither http nor https, or holds a name, password, query or fragment
 */
export function endpointOf(text: string): Endpoint {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw wrongUrl("it is no address that starts with http:// or https://");
  if (url.username !== "" || url.password !== "")
    throw wrongUrl("it holds a name or password; keys come from the environment (--key-env)");
  if (url.search !== "" || url.hash !== "")
    throw wrongUrl("it has a part behind ? or #; keys come from the environment (--key-env)");
  const base = url.href.replace(/\/(chat\/completions|embeddings)\/?$/, "").replace(/\/$/, "");
  return {
    chat: new URL(`${base}/chat/completions`),
    embeddings: new URL(`${base}/embeddings`),
    host: url.host,
    isLocal: isLocal(url.hostname),
  };
}

const isLocal = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127\.\d+\.\d+\.\d+$/.test(host);

/** The address itself is not repeated: it may hold a secret. */
const wrongUrl = (why: string): ActionError =>
  new ActionError(
    `--url cannot be used: ${why}. Give the base, such as http://localhost:11434/v1.`,
    [],
    "call",
  );

/**
 * The key in a variable of the environment; none when no variable is named. Neither errors nor anything else repeats it.
 *
 * @throws ActionError when the variable is not set, or cannot be a key, or would go over an open line to another machine
 */
export function keyFrom(
  environment: Readonly<Record<string, string | undefined>>,
  variable: string | undefined,
  { chat, host, isLocal: isHere }: Endpoint,
): string | undefined {
  if (variable === undefined) return undefined;
  const key = environment[variable]?.trim();
  if (key === undefined || key === "")
    throw new ActionError(`The environment variable ${variable} (--key-env) is not set.`, [], "call");
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new ActionError(
      `The environment variable ${variable} (--key-env) holds signs that no key has.`,
      [],
      "call",
    );
  if (chat.protocol === "http:" && !isHere)
    throw new ActionError(
      `A key would go to ${host} over an open line (http). Give its https address.`,
      [],
      "call",
    );
  return key;
}
