import type { CallOptions, OnResult } from '@dln/llm';

import type { Engine } from '../engine/open-engine.ts';

/** What a call over a loaded engine needs besides its requests. */
export interface CallContext<Result> {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onResult?: OnResult<Result> | undefined;
  readonly onFailure?: CallOptions['onFailure'] | undefined;
  /** Is told how many tokens no plan can do without. */
  readonly onPlanned: (distinctPrefixTokens: number) => void;
}
