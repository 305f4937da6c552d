/** Pieces of text on their way to a reader that still holds the beginning of an entry. */
export interface JoinedPieces {
  /** What to read now; undefined while too little has come to be worth joining to what is held. */
  readonly add: (text: string, held: number) => string | undefined;
  /** What still waits at the end. */
  readonly rest: () => string;
}

/**
 * Joining a piece to a text copies the whole of it. So a reader that waits for the end of a long entry gets its pieces only
 * when a quarter of what it holds has come: an entry of any length is copied a few times, and not once a piece.
 */
export function createJoinedPieces(): JoinedPieces {
  let waiting = "";
  const take = (): string => {
    const text = waiting;
    waiting = "";
    return text;
  };
  return {
    add: (text, held) => {
      if (waiting === "" && held < JOINED_AT_ONCE) return text;
      waiting += text;
      return waiting.length * 4 < held ? undefined : take();
    },
    rest: take,
  };
}

/** Characters that are joined without waiting: most entries are shorter. */
const JOINED_AT_ONCE = 1 << 16;
