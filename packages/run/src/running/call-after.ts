/** The longest delay of one timer; Node fires a longer one at once. */
const LONGEST_IN_MS = 2 ** 31 - 1;

/** Calls a function after a delay of any length, unless it is disposed of before. */
export function callAfter(delayInMs: number, call: () => void): Disposable {
  let left = delayInMs;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const part = Math.min(left, LONGEST_IN_MS);
    left -= part;
    timer = setTimeout(left > 0 ? wait : call, part);
  };
  wait();
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
    },
  };
}
