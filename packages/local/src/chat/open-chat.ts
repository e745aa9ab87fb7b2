import type { ChatMessage, PromptFormat } from '@dln/llm';
import type { LlamaModel, Token } from 'node-llama-cpp';

import { createModelFileError } from '../engine/create-model-file-error.ts';
import { LocalModelArgumentError } from '../local-model-argument-error.ts';
import { type ChatTemplate, parseChatTemplate } from './chat-template.ts';
import { encodeChat, type SpecialToken } from './encode-chat.ts';
import { isLocalModelError, type LocalModelError } from '../local-model-error.ts';

/** How a loaded model reads prompts. */
export interface ChatReading {
  /** `chat`: a plain text is one user message. */
  readonly format: 'plain' | 'chat';
  /** Encodes messages; missing if the file has no chat template. */
  readonly encodeMessages?: (messages: readonly ChatMessage[]) => readonly number[];
}

/**
 * Decides how a model reads prompts. `auto` means `chat` if the file has a chat template.
 *
 * @throws LocalModelArgumentError if the format is `chat` and the file has no chat template
 * @throws LocalModelError if the chat template cannot be parsed, unless the format is `plain`
 */
export function openChat(
  model: LlamaModel,
  { path, format }: { readonly path: string; readonly format: PromptFormat },
): ChatReading {
  const text = model.fileInfo.metadata.tokenizer.chat_template;
  if (text === undefined) {
    if (format !== 'chat') return { format: 'plain' };
    const wanted = 'plain or auto, because the model file has no chat template';
    throw new LocalModelArgumentError({ argument: 'format', value: format, wanted });
  }
  const template = parse(model, text, path);
  if (isLocalModelError(template, 'invalid-model-file')) {
    if (format === 'plain') return { format };
    throw template;
  }
  const specialTokens = findSpecialTokens(model);
  const { bos, shouldPrependBosToken } = model.tokens;
  const start = shouldPrependBosToken && bos !== null ? bos : undefined;
  return {
    format: format === 'plain' ? 'plain' : 'chat',
    encodeMessages(messages) {
      const tokens = encodeChat(messages, {
        template,
        specialTokens,
        encodeText: (part) => model.tokenize(part, false),
      });
      // Most templates that need the start token write it themselves.
      return start === undefined || tokens[0] === start ? tokens : [start, ...tokens];
    },
  };
}

function parse(model: LlamaModel, text: string, path: string): ChatTemplate | LocalModelError {
  const { bos, eos } = model.tokens;
  const textOf = (token: Token | null): string =>
    token === null ? '' : model.detokenize([token], true);
  try {
    return parseChatTemplate({ text, startToken: textOf(bos), endToken: textOf(eos) });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    const reason = `its chat template cannot be parsed (${problem}). Use the format plain.`;
    return createModelFileError({ path, reason, cause });
  }
}

/** The tokens that no plain text contains. */
function findSpecialTokens(model: LlamaModel): ReadonlyMap<string, SpecialToken> {
  const found = new Map<string, SpecialToken>();
  for (const token of model.iterateAllTokens()) {
    const { control, unknown, lstrip, rstrip } = model.getTokenAttributes(token);
    if (!control && !unknown) continue;
    const text = model.detokenize([token], true);
    if (text !== '') found.set(text, { token, trimsBefore: lstrip, trimsAfter: rstrip });
  }
  return found;
}
