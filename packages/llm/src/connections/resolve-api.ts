import type { Endpoint } from '../endpoint/endpoint.ts';

/** The APIs of a model; `auto` chooses by the address. */
export type ApiChoice = 'auto' | 'completions' | 'chat';

/** Names of the completion models that OpenAI still serves. */
const COMPLETION_MODEL = /instruct|davinci|babbage/i;

/**
 * Which API to speak. Hosted models speak chat, but for those that their name tells apart; other
 * servers speak both, and completions can do more: they score texts.
 */
export function resolveApi(
  choice: ApiChoice,
  { provider, model }: { readonly provider: Endpoint['provider']; readonly model: string },
): 'completions' | 'chat' {
  if (choice !== 'auto') return choice;
  return provider === 'compatible' || COMPLETION_MODEL.test(model) ? 'completions' : 'chat';
}
