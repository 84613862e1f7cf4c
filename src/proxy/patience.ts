/**
 * Calls `late` when so much time has passed in which this process could work. Where it stood still (the computer slept, or
 * had no processor for us), all that has come meanwhile is read before the patience is over: a plain timer would fire
 * first, and cut connections whose bytes are there.
 *
 * @returns Ends the waiting.
 */
export function limitPatience(timeoutMs: number, late: () => void): () => void {
  let quarters = 4;
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(() => (--quarters === 0 ? late() : wait()), timeoutMs / 4).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
