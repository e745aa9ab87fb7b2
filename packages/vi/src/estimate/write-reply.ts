import { makeUpText } from './made-up-text.ts';
import { usualLengths, type Outlook } from './outlook.ts';

/** What a reply is. */
export type ReplyKind = keyof typeof usualLengths;

/** Writes a reply of at most `most` tokens. */
export type WriteReply = (
  kind: ReplyKind,
  most: number | undefined,
) => { readonly text: string; readonly tokens: number };

/** Options of `createReplyWriter`. */
export interface ReplyWriterOptions {
  readonly outlook: Outlook;
  /** Prompts that a reply of the backward model holds. */
  readonly promptsPerReply: number;
  /** What is proposed if nothing changes. */
  readonly present: string;
}

/** Writes replies as long as the outlook assumes; no two are equal, or all are. */
export function createReplyWriter(options: ReplyWriterOptions): WriteReply {
  const { outlook, promptsPerReply, present } = options;
  let written = 0;
  return (kind, most) => {
    const isProposal = kind === 'learnedPrompt';
    const lines = isProposal ? promptsPerReply : 1;
    const usual = lines * usualLengths[kind];
    const tokens = outlook.length(usual, most ?? usual);
    if (!outlook.isVaried) return { text: isProposal ? present : makeUpText(tokens, 0), tokens };
    const each = Math.ceil(tokens / lines);
    const text = Array.from({ length: lines }, () => makeUpText(each, ++written)).join('\n');
    return { text, tokens };
  };
}
