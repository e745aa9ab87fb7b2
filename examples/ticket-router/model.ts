import { openai } from '@ai-sdk/openai';
import { fromAiSdk, fromFunction, type LanguageModel } from '@dln/llm';

const proposals = ['Count the words.', 'Name the team that can help.', 'Think well.'];

/** Stands for a model, so that the example runs without a key: it follows one instruction. */
function followRules(prompt: string, { seed = 0 }: { readonly seed?: number | undefined }): string {
  if (prompt.includes('Write a better instruction')) return proposals[seed % 3] ?? '';
  if (!prompt.includes('team that can help')) return 'technical';
  const ticket = prompt.slice(prompt.indexOf('help.'));
  if (/invoice|refund|charged/.test(ticket)) return 'billing';
  return /password|log in|email/.test(ticket) ? 'account' : 'technical';
}

/** The model of the app: OpenAI's if there is a key, else the rules. */
export const model: LanguageModel =
  process.env['OPENAI_API_KEY'] === undefined
    ? fromFunction(followRules, { id: 'rules' })
    : fromAiSdk(openai('gpt-5-mini'));
