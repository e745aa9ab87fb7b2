import type { GuideView } from '../../guide/service/guide-view.ts';
import type { PairVerdict } from '../../guide/session/records.ts';

/** A rating that the page sends. */
export type SentRating =
  | {
      readonly type: 'pair';
      readonly pair: string;
      readonly verdict: PairVerdict;
      readonly comment?: string;
    }
  | {
      readonly type: 'hidden';
      readonly input: number;
      readonly layer: number;
      readonly text: string;
      readonly verdict: 'good' | 'bad';
    };

/** Who acts, and in which round. */
export interface Seen {
  readonly rater: string;
  readonly round: number;
}

/** Speaks to the guide of the server. */
export interface GuideClient {
  view(rater: string): Promise<GuideView>;
  start(rater: string): Promise<GuideView>;
  undo(seen: Seen): Promise<GuideView>;
  end(seen: Seen): Promise<GuideView>;
  rate(seen: Seen, rating: SentRating): Promise<GuideView>;
  addInputs(rater: string, inputs: readonly string[]): Promise<GuideView>;
}

/** The token comes from the cookie that the printed address has set. */
export function createGuideClient(): GuideClient {
  let token: Promise<string> | undefined;
  const ask = async (path: string, body?: object): Promise<GuideView> => {
    token ??= readToken();
    const response = await fetch(`/api/guide${path}`, {
      headers: { 'x-dln-token': await token, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error((await response.text()).trim());
    return (await response.json()) as GuideView;
  };
  return {
    view: (rater) => ask(`?rater=${encodeURIComponent(rater)}`),
    start: (rater) => ask('/start', { rater }),
    undo: (seen) => ask('/undo', seen),
    end: (seen) => ask('/end', seen),
    rate: (seen, rating) => ask('/rate', { ...rating, ...seen }),
    addInputs: (rater, inputs) => ask('/inputs', { rater, inputs }),
  };
}

async function readToken(): Promise<string> {
  const response = await fetch('/api/session');
  if (!response.ok) throw new Error((await response.text()).trim());
  return ((await response.json()) as { readonly token: string }).token;
}
