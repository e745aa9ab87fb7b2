import type { CallOptions, OnResult } from '@dln/llm';

import type { Engine } from '../engine/open-engine.ts';

/** The context of a call to a loaded engine. */
export interface CallContext<Result> {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  readonly onResult?: OnResult<Result> | undefined;
  readonly onFailure?: CallOptions['onFailure'] | undefined;
  /** Called with the number of tokens that any plan must evaluate. */
  readonly onPlanned: (distinctPrefixTokens: number) => void;
}
