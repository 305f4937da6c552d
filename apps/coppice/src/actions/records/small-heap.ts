import { setFlagsFromString } from "node:v8";

/**
 * How V8 lets memory grow, and how it does by itself. A reader holds some 25 MB at any time, but V8 waits with collecting until
 * several times as much is garbage, and enlarges the space of new objects up to 96 MB in each thread. The old space grows to
 * a quarter more than is in use before it is collected, and the space of new objects keeps its first size. Both are looked
 * at whenever a space would grow, so they can be set in a process that runs, and hold in its threads too.
 */
const GROWTH = [
  { flag: "--heap-growing-percent", small: 25, usual: 0 },
  { flag: "--semi-space-growth-factor", small: 1, usual: 2 },
] as const;

let running = 0;

/** Works in little memory: for files that are read in pieces, where nothing of a piece outlives the next. */
export async function inSmallHeap<Result>(work: () => Promise<Result>): Promise<Result> {
  running += 1;
  if (running === 1) for (const { flag, small } of GROWTH) setFlagsFromString(`${flag}=${small}`);
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) for (const { flag, usual } of GROWTH) setFlagsFromString(`${flag}=${usual}`);
  }
}
