import { z } from 'zod';

/** A part of a message: text, an image, a call of a tool … */
export interface MessagePart {
  readonly type?: string | undefined;
  readonly text?: string | undefined;
  readonly content?: unknown;
}

/** A message of a log. */
export interface LoggedMessage {
  readonly role: string;
  readonly content?: string | readonly MessagePart[] | null | undefined;
  readonly parts?: readonly MessagePart[] | undefined;
}

type Verdict = string | number | boolean;

/** A line of an OpenAI-style log. */
export interface ChatLine {
  readonly messages?: readonly LoggedMessage[] | undefined;
  readonly request?: { readonly messages: readonly LoggedMessage[] } | undefined;
  readonly response?:
    | { readonly choices: readonly { readonly message: LoggedMessage }[] }
    | undefined;
  readonly label?: Verdict | undefined;
  readonly target?: Verdict | undefined;
  readonly rating?: Verdict | undefined;
  readonly score?: Verdict | undefined;
}

const part = z.looseObject({
  type: z.string().optional(),
  text: z.string().optional(),
  content: z.unknown().optional(),
});

/** A message of OpenAI's chat format, or of OpenTelemetry's GenAI conventions. */
export const messageSchema: z.ZodType<LoggedMessage> = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(part), z.null()]).optional(),
  parts: z.array(part).optional(),
});

const verdict = z.union([z.string(), z.number(), z.boolean()]);

/** A line of an OpenAI-style log: the messages, and what was said of the answer. */
export const chatLineSchema: z.ZodType<ChatLine> = z
  .looseObject({
    messages: z.array(messageSchema).optional(),
    request: z.looseObject({ messages: z.array(messageSchema) }).optional(),
    response: z
      .looseObject({ choices: z.array(z.looseObject({ message: messageSchema })).min(1) })
      .optional(),
    label: verdict.optional(),
    target: verdict.optional(),
    rating: verdict.optional(),
    score: verdict.optional(),
  })
  .refine(({ messages, request }) => messages !== undefined || request !== undefined, {
    error: 'has neither "messages" nor "request" with messages',
  });

/** The text of a message; empty without a text, such as for a call of a tool. */
export function textOfMessage({ content, parts }: LoggedMessage): string {
  if (typeof content === 'string') return content;
  return (parts ?? content ?? [])
    .flatMap(({ type = 'text', text, content: inner }) => {
      if (type !== 'text') return [];
      return text ?? (typeof inner === 'string' ? inner : []);
    })
    .join('\n');
}
