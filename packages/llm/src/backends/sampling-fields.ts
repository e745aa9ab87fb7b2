import type { GenerateOptions } from '../language-model.ts';
import { given } from '../given.ts';

/** What decides how a reply is sampled. */
export interface Sampling extends Pick<GenerateOptions, 'temperature' | 'topP' | 'stop'> {
  readonly seed?: number | undefined;
}

/**
 * The fields of a request body that both APIs share. Temperature is always sent, since servers' own
 * defaults are above 0; the rest only if given.
 *
 * @param request - its seed goes before the call's
 */
export function samplingFields(
  request: { readonly seed?: number | undefined },
  options: Sampling = {},
): Readonly<Record<string, unknown>> {
  const { temperature = 0, topP, stop = [] } = options;
  const seed = request.seed ?? options.seed;
  return {
    temperature,
    ...given('top_p', topP),
    ...(stop.length === 0 ? {} : { stop }),
    ...given('seed', seed),
  };
}
