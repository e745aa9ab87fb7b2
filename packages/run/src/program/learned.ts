import type { Spending } from '../composition/spending.ts';
import type { BestSoFar } from '../running/best-so-far.ts';

/** What a training has come to. */
export interface Learned {
  readonly best: Pick<
    BestSoFar,
    'parameters' | 'devAccuracy' | 'testAccuracy' | 'baselineAccuracy' | 'models'
  >;
  /** The best network, as `loadNetwork` takes it. */
  readonly network: unknown;
  readonly spending: Spending;
  /** What ended it before its test; null if nothing did. */
  readonly stop: { readonly by: 'budget' | 'aborted'; readonly reason: string } | null;
  readonly runDirectory?: string;
}
