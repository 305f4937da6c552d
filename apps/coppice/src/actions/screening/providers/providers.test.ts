import { promptFor, type VotePrompt } from "@coppice/screening";
import { afterEach, describe, expect, it } from "vitest";
import { ActionError } from "../../action-error.ts";
import { endpointOf, keyFrom } from "./endpoint.ts";
import {
  completion,
  fakeEndpoint,
  goodAnswer,
  sendJson,
  type FakeEndpoint,
  type Reply,
} from "./fake-endpoint.testing.ts";
import { openAiEmbeddings } from "./openai-embeddings.ts";
import { openAiVotes } from "./openai-votes.ts";
import { ProviderError } from "./provider.ts"; // prettier-ignore

const PROMPT: VotePrompt = promptFor(
  { title: "A trial", abstract: "Of 20." },
  { question: [], include: ["a trial"], exclude: [] },
);
const KEY = "sk-secret-0123456789";
let endpoint: FakeEndpoint | undefined;
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function provider(reply: Reply, more: { isStructured?: boolean; timeoutMs?: number; key?: string } = {}) {
  endpoint = await fakeEndpoint(reply);
  const { isStructured = false, timeoutMs = 5000, key } = more;
  return openAiVotes(endpointOf(endpoint.url), {
    model: "m",
    parameters: { temperature: 0, seed: 7, maxTokens: 300 },
    isStructured,
    timeoutMs,
    retries: 2,
    backoffMs: 1,
    ...(key === undefined ? {} : { key }),
  });
} // prettier-ignore

const never = new AbortController().signal;
const ask = async (...args: Parameters<typeof provider>) => (await provider(...args)).ask(PROMPT, never);
const failure = async (asked: Promise<unknown>): Promise<ProviderError> => {
  const error = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProviderError);
  return error as ProviderError;
};

describe("chat completions", () => {
  it("sends the prompt, the model and the parameters, and nothing else; no key unless there is one", async () => {
    const { raw, served } = await ask((response, request) => sendJson(response, goodAnswer(request)));
    expect(JSON.parse(raw)).toEqual({ answer: "include", score: 0.9, quotes: ["A trial"] });
    expect(served).toBe("fake-2026");
    expect(endpoint!.seen).toEqual([
      {
        path: "/v1/chat/completions",
        authorization: undefined,
        body: {
          model: "m",
          messages: [
            { role: "system", content: PROMPT.instructions },
            { role: "user", content: PROMPT.question },
          ],
          temperature: 0,
          seed: 7,
          max_tokens: 300,
        },
      },
    ]);
  });

  it("sends a key as bearer, and the schema where it is asked for", async () => {
    await ask((response) => sendJson(response, completion("x")), { key: KEY, isStructured: true });
    expect(endpoint!.seen[0]!.authorization).toBe(`Bearer ${KEY}`);
    expect(endpoint!.seen[0]!.body.response_format).toMatchObject({
      type: "json_schema",
      json_schema: { strict: true },
    });
  });

  it.each([
    ["a refusal of the model", completion(null, { message: { content: null, refusal: "No." } }), "declined"],
    ["a filter", completion("", { finish_reason: "content_filter" }), "declined"],
    ["an answer that was cut off", completion('{"answer":"inc', { finish_reason: "length" }), "cut-off"],
  ])("tells %s from an answer", async (_, reply, reason) => {
    const answer = await ask((response) => sendJson(response, reply));
    expect(answer.refusal).toMatchObject({ reason });
  });

  it("tries again after 429 and 503, as long as there are attempts", async () => {
    const { raw } = await ask((response, _, nth) => {
      if (nth === 0) sendJson(response, { error: { message: "slow down" } }, 429, { "retry-after": "0" });
      else if (nth === 1) sendJson(response, "busy", 503);
      else sendJson(response, completion("third"));
    });
    expect(raw).toBe("third");
    expect(endpoint!.seen).toHaveLength(3);
  });

  it("waits as long as it is asked to", async () => {
    const started = performance.now();
    await ask((response, _, nth) =>
      nth === 0
        ? sendJson(response, {}, 429, { "retry-after": "0.3" })
        : sendJson(response, completion("then")),
    );
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it("gives up after the last attempt, saying so", async () => {
    const error = await failure(
      ask((response) => sendJson(response, { error: { message: "too many" } }, 429)),
    );
    expect(error.code).toBe("rate-limited");
    expect(error.message).toBe(`${endpoint!.host}: answered 429: too many (attempt 3, the last)`);
    expect(endpoint!.seen).toHaveLength(3);
  });

  it("tries again when an answer does not come, and when it stops in the middle", async () => {
    const { raw } = await ask(
      (response, _, nth) => {
        if (nth === 0) response.writeHead(200).write('{"model":');
        else if (nth === 1) sendJson(response, completion("second"));
      },
      { timeoutMs: 200 },
    );
    expect(raw).toBe("second");
    const error = await failure(ask(() => undefined, { timeoutMs: 50 }));
    expect(error.code).toBe("timeout");
    expect(error.message).toContain("within 0.05 s");
  });

  it("tries again when the connection is reset in the middle of an answer", async () => {
    const { raw } = await ask((response, _, nth) => {
      if (nth > 0) sendJson(response, completion("whole"));
      else
        response.writeHead(200, { "content-length": "1000" }).write('{"model":"half', () => {
          response.socket?.resetAndDestroy();
        });
    });
    expect(raw).toBe("whole");
    const error = await failure(ask((response) => void response.socket?.resetAndDestroy()));
    expect(error.code).toBe("connection");
  });

  it.each([
    [401, "unauthorised", true],
    [403, "unauthorised", true],
    [404, "not-found", true],
    [400, "request-refused", false],
    [422, "request-refused", false],
  ])("does not repeat what was answered with %i", async (status, code, isHopeless) => {
    const error = await failure(ask((response) => sendJson(response, { error: "no" }, status)));
    expect(error).toMatchObject({ code, isHopeless });
    expect(endpoint!.seen).toHaveLength(1);
  });

  it("follows no redirection: another host gets nothing", async () => {
    const other = await fakeEndpoint((response) => sendJson(response, completion("stolen")));
    const error = await failure(
      ask((response) => {
        response.writeHead(307, { location: `${other.url}/chat/completions` }).end();
      }),
    );
    await other.close();
    expect(error).toMatchObject({ code: "redirected", isHopeless: true });
    expect(other.seen).toEqual([]);
  });

  it.each([
    ["text", (response: Parameters<Reply>[0]) => void response.end("<html>log in</html>")],
    ["no choices", (response: Parameters<Reply>[0]) => sendJson(response, { choices: [] })],
    ["content that is no text", (response: Parameters<Reply>[0]) => sendJson(response, completion(7 as never))],
  ])("an answer of %s is none of this API", async (_, reply) => {
    expect((await failure(ask(reply))).code).toBe("bad-response");
  }); // prettier-ignore

  it("never repeats the key, though the endpoint does, nor signs that a terminal obeys", async () => {
    const error = await failure(
      ask((response) => sendJson(response, { error: { message: `wrong key \u001b[2J${KEY}` } }, 401), {
        key: KEY,
      }),
    );
    expect(error.message).toBe(`${endpoint!.host}: answered 401: wrong key  [2J[key]`);
    await endpoint!.close();
    const long = await failure(
      ask((response) => sendJson(response, { error: `${"x".repeat(190)}${KEY}` }, 401), { key: KEY }),
    );
    expect(long.message).not.toContain(KEY.slice(0, 4));
    await endpoint!.close();
    const { raw } = await ask((response) => sendJson(response, completion(`my key is ${KEY}`)), { key: KEY });
    expect(raw).toBe("my key is [key]");
  });

  it("stops at once when it is told to, while it waits or asks", async () => {
    for (const reply of [
      () => undefined,
      (response) => sendJson(response, {}, 503, { "retry-after": "30" }),
    ] satisfies Reply[]) {
      const controller = new AbortController();
      const voter = await provider(reply);
      const asked = voter.ask(PROMPT, controller.signal);
      setTimeout(() => controller.abort(new Error("stopped")), 50);
      await expect(asked).rejects.toThrow("stopped");
      await endpoint!.close();
    }
  });
});

describe("embeddings", () => {
  const embeddings = async (reply: Reply) => {
    endpoint = await fakeEndpoint(reply);
    return openAiEmbeddings(endpointOf(endpoint.url), { model: "e", timeoutMs: 5000, retries: 1, backoffMs: 1 });
  }; // prettier-ignore
  const vectorsOf = (input: readonly string[]) =>
    input.map((text, index) => ({ index, embedding: [text.length, 0.5] }));

  it("come in the order of the texts, however the endpoint orders them, so many at once", async () => {
    const texts = Array.from({ length: 150 }, (_, i) => "x".repeat(i));
    const provider = await embeddings((response, { body: { input } }) =>
      sendJson(response, { data: vectorsOf(input).toReversed() }),
    );
    const vectors = await provider.embed(texts);
    expect(vectors.map((vector) => [...vector])).toEqual(texts.map(({ length }) => [length, 0.5]));
    expect(endpoint!.seen.map(({ path, body }) => [path, body.input.length])).toEqual([
      ["/v1/embeddings", 64],
      ["/v1/embeddings", 64],
      ["/v1/embeddings", 22],
    ]);
  });

  it.each([
    ["too few", [{ index: 0, embedding: [1] }]],
    ["one twice", [{ index: 0, embedding: [1] }, { index: 0, embedding: [1] }]],
    ["a place that is not there", [{ index: 0, embedding: [1] }, { index: 2, embedding: [1] }]],
    ["text", [{ index: 0, embedding: ["1"] }, { index: 1, embedding: [1] }]],
    ["lengths that differ", [{ index: 0, embedding: [1] }, { index: 1, embedding: [1, 2] }]],
  ])("are refused with %s", async (_, data) => {
    const provider = await embeddings((response) => sendJson(response, { data }));
    expect((await failure(provider.embed(["a", "b"]))).code).toBe("bad-response");
  }); // prettier-ignore
});

describe("an address", () => {
  it.each([
    ["http://localhost:11434/v1", "localhost:11434", true, "http://localhost:11434/v1/chat/completions"],
    ["http://127.0.0.1/v1/", "127.0.0.1", true, "http://127.0.0.1/v1/chat/completions"],
    ["http://[::1]:80/v1/chat/completions", "[::1]", true, "http://[::1]/v1/chat/completions"],
    ["https://api.example.org/v1", "api.example.org", false, "https://api.example.org/v1/chat/completions"],
    ["https://localhost.example.org", "localhost.example.org", false, "https://localhost.example.org/chat/completions"],
    ["http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", false, "http://127.0.0.1.example.org/v1/chat/completions"],
  ])("%s", (text, host, isLocal, chat) => {
    expect(endpointOf(text)).toMatchObject({ host, isLocal });
    expect(endpointOf(text).chat.href).toBe(chat);
  }); // prettier-ignore

  it.each(["localhost:11434", "ftp://a/v1", "https://me:s3cret@a/v1", "https://a/v1?key=s3cret", "nonsense"])(
    "%s is refused, and not repeated",
    (text) => {
      expect(() => endpointOf(text)).toThrow(ActionError);
      expect(() => endpointOf(text)).toThrow(/^(?!.*s3cret)/s);
    },
  );

  it("takes a key from the variable that is named, and only then", () => {
    const far = endpointOf("https://api.example.org/v1");
    const open = endpointOf("http://api.example.org/v1");
    expect(keyFrom({ KEY }, undefined, far)).toBeUndefined();
    expect(keyFrom({ KEY: ` ${KEY}\n` }, "KEY", far)).toBe(KEY);
    expect(keyFrom({ KEY }, "KEY", endpointOf("http://localhost/v1"))).toBe(KEY);
    expect(() => keyFrom({}, "KEY", far)).toThrow("KEY (--key-env) is not set");
    expect(() => keyFrom({ KEY: "a\nb" }, "KEY", far)).toThrow("signs that no key has");
    expect(() => keyFrom({ KEY }, "KEY", open)).toThrow("open line");
  });
});
