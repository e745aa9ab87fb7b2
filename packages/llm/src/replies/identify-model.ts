import type { Endpoint } from '../endpoint/endpoint.ts';
import type { LanguageModel } from '../language-model.ts';

/** What tells a served model apart from every other: where it lives (without secrets), whose API it is, which of its APIs is spoken, and its name. */
export function identifyModel(
  { baseUrl }: Pick<Endpoint, 'baseUrl'>,
  { id }: Pick<LanguageModel, 'id'>,
): string {
  return `${baseUrl.replace(/\/+$/, '')} ${id}`;
}
