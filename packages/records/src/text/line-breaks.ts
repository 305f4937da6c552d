const LF = 10;
/** Below this many bytes four at once do not pay. */
const FEW = 64;

/**
 * Line breaks in bytes of ASCII or UTF-8 and in the text they make: LF, CRLF and CR each end one line. The bytes are quicker
 * to count in, the text to look for a CR in.
 */
export function countLineBreaks(bytes: Uint8Array, text: string): number {
  let count = countLineFeeds(bytes);
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1))
    if (text.charCodeAt(at + 1) !== LF) count += 1;
  return count;
}

/** Four bytes at once: in a word xor LF each byte that is zero leaves its high bit. */
function countLineFeeds(bytes: Uint8Array): number {
  const { buffer, byteOffset, length } = bytes;
  if (length < FEW) return countOneByOne(bytes, 0, length);
  const head = (4 - (byteOffset % 4)) % 4;
  const words = new Int32Array(buffer, byteOffset + head, (length - head) >> 2);
  const size = words.length;
  let count = countOneByOne(bytes, 0, head) + countOneByOne(bytes, head + size * 4, length);
  let at = 0;
  while (at < size) {
    const word = words[at]! ^ 0x0a0a0a0a;
    const zeros = ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
    if (zeros !== 0)
      count += (zeros >>> 31) + ((zeros >>> 23) & 1) + ((zeros >>> 15) & 1) + ((zeros >>> 7) & 1);
    at += 1;
  }
  return count;
}

function countOneByOne(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (bytes[at] === LF) count += 1;
  return count;
}
