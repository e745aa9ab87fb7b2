import type { EndpointNotice } from './endpoint-notice.ts';

/**
 * Times without a sign of life after which a server is named; then at each doubling of the last.
 */
const NAMED_AFTER_IN_MS: readonly number[] = [10_000, 30_000, 60_000];

/** Watches the requests of one endpoint. */
export interface SilenceWatch {
  /** A request is sent. Dispose it when it has ended. */
  begin(): Disposable;
  /** The server has sent something. */
  hear(): void;
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
  let lastSign = 0;
  let timer: NodeJS.Timeout | undefined;

  const arm = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (requests === 0) return;
    timer = setTimeout(
      () => {
        const durationInMs = Date.now() - lastSign;
        if (durationInMs >= thresholdOf(reports)) {
          reports++;
          notify({ type: 'silent', url, durationInMs, requests });
        }
        arm();
      },
      Math.max(1, lastSign + thresholdOf(reports) - Date.now()),
    );
    timer.unref();
  };
  const hear = (): void => {
    lastSign = Date.now();
    reports = 0;
  };

  return {
    hear,
    begin() {
      if (requests++ === 0) {
        hear();
        arm();
      }
      return {
        [Symbol.dispose]: () => {
          hear();
          if (--requests === 0) arm();
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
