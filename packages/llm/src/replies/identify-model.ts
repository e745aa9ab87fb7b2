import type { Endpoint } from '../endpoint/endpoint.ts';
import type { LanguageModel } from '../language-model.ts';

/** Identifies a served model: address (without secrets), provider, API and name. */
export function identifyModel(
  { baseUrl }: Pick<Endpoint, 'baseUrl'>,
  { id }: Pick<LanguageModel, 'id'>,
): string {
  return `${baseUrl.replace(/\/+$/, '')} ${id}`;
}
