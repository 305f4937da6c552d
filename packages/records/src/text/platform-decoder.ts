/** The part of the Encoding Standard's TextDecoder that is used here. */
export interface PlatformDecoder {
  decode(bytes: Uint8Array): string;
}

interface Platform {
  readonly TextDecoder: new (
    label: string,
    options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
  ) => PlatformDecoder;
}

/**
 * A decoder of the platform: browsers, Node, Deno and Bun all have it, and it does no input or output; only the types of
 * a pure room do not name it. Byte order marks stay in the text.
 */
export function platformDecoder(
  label: "utf-8" | "windows-1252" | "utf-16le",
  fatal: boolean,
): PlatformDecoder {
  const { TextDecoder } = globalThis as unknown as Platform;
  return new TextDecoder(label, { fatal, ignoreBOM: true });
}
