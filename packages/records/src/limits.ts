/** Characters of one entry; a longer one is a problem and is not read (the longest real ones are below 2 million). */
export const LONGEST_ENTRY = 16 * 1024 * 1024;

/** Characters of one line; a longer one is a problem, and the rest of it is passed over. */
export const LONGEST_LINE = 8 * 1024 * 1024;
