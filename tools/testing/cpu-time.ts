/**
 * Starts a clock of the computing, user and system, that this thread does: it stands still while other programs and other
 * tests have the processor, so that a limit means the same on a busy machine.
 *
 * @returns milliseconds since the start
 * @example const spent = cpuClock(); fitPairwise(yi, vi); spent() // 3.2
 */
export function cpuClock(): () => number {
  const start = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  };
}
