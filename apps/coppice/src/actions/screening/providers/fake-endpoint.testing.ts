import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came. */
export interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly input: readonly string[];
    readonly temperature?: number;
    readonly seed?: number;
    readonly max_tokens?: number;
    readonly response_format?: unknown;
  };
}

export interface FakeEndpoint {
  readonly url: string;
  readonly host: string;
  readonly seen: SeenRequest[];
  readonly close: () => Promise<void>;
}

/** What the endpoint does with one request; `nth` counts all requests from 0. */
export type Reply = (response: ServerResponse, request: SeenRequest, nth: number) => void;

/** A real HTTP server on this machine that behaves as an OpenAI-compatible API is told to. */
export async function fakeEndpoint(reply: Reply): Promise<FakeEndpoint> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const one: SeenRequest = {
        path: request.url ?? "",
        authorization: request.headers.authorization,
        body: JSON.parse(text) as SeenRequest["body"],
      };
      seen.push(one);
      reply(response, one, seen.length - 1);
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

export function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}

/** A chat completion with this content. */
export function completion(content: string | null, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    model: "fake-2026",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", ...more }],
  };
}

/** A good answer that quotes the title of what was asked. */
export function goodAnswer({ body }: SeenRequest): unknown {
  const { title } = JSON.parse(body.messages[1]!.content) as { readonly title: string };
  const isTrial = title.includes("trial");
  return completion(
    JSON.stringify({ answer: isTrial ? "include" : "exclude", score: isTrial ? 0.9 : 0.1, quotes: [title] }),
  );
}
