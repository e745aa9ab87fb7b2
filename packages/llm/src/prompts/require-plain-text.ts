import { UnsupportedCapabilityError } from '../capabilities/unsupported-capability-error.ts';
import type { Prompt } from './prompt.ts';

/**
 * The text of a plain prompt, for models that do not read chat messages.
 *
 * @throws UnsupportedCapabilityError if the prompt consists of messages
 */
export function requirePlainText(prompt: Prompt, modelId: string): string {
  if (typeof prompt === 'string') return prompt;
  throw new UnsupportedCapabilityError({
    modelId,
    capability: 'messages',
    reason: 'the model reads plain text, and the prompt consists of chat messages.',
    advice: 'Send a plain text, or use a chat model or a model with a chat template.',
  });
}
