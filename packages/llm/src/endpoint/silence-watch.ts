import type { EndpointNotice } from './endpoint-notice.ts';

/**
 * Times without a sign of life after which a server is named; then at each doubling of the last.
 */
const NAMED_AFTER_IN_MS: readonly number[] = [10_000, 30_000, 60_000];

/** Watches the requests of one endpoint. */
export interface SilenceWatch {
  /** A request is sent. Dispose it when it has ended. */
  readonly begin: () => Disposable;
  /** The server has sent something. */
  readonly hear: () => void;
}

/**
 * Reports a server that stays silent after ten seconds, and again after longer times, while
 * requests are under way.
 */
export function createSilenceWatch({
  url,
  notify,
}: {
  /** Address of the endpoint, without secrets. */
  readonly url: string;
  readonly notify: (notice: EndpointNotice) => void;
}): SilenceWatch {
  let requests = 0;
  let reports = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Waits for the next report, which is due `delayInMs` from now. */
  const arm = (delayInMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const durationInMs = thresholdOf(reports++);
      notify({ type: 'silent', url, durationInMs, requests });
      arm(thresholdOf(reports) - durationInMs);
    }, delayInMs);
    timer.unref();
  };
  const hear = (): void => {
    if (requests === 0) return;
    if (reports === 0 && timer) timer.refresh();
    else {
      reports = 0;
      arm(thresholdOf(0));
    }
  };

  return {
    hear,
    begin: () => {
      if (requests++ === 0) hear();
      return {
        [Symbol.dispose]: () => {
          requests--;
          hear();
          if (requests > 0) return;
          clearTimeout(timer);
          timer = undefined;
          reports = 0;
        },
      };
    },
  };
}

function thresholdOf(reports: number): number {
  const named = NAMED_AFTER_IN_MS[reports];
  const last = NAMED_AFTER_IN_MS.at(-1) ?? 0;
  return named ?? last * 2 ** (reports - NAMED_AFTER_IN_MS.length + 1);
}
