import type { ReplySchema } from '@dln/llm';
import { z } from 'zod';
import { ServingError, unsupported } from './serving-error.ts';

const count = z.int().min(0).nullish();
const stop = z.union([z.string(), z.array(z.string())]).nullish();

/** Fields that both APIs share. Unknown fields are ignored, as other servers do. */
const shared = {
  model: z.string().nullish(),
  max_tokens: count,
  temperature: z.number().min(0).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  n: z.int().min(1).max(128).nullish(),
  stop,
  seed: z.int().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
};

const part = z.looseObject({ type: z.string(), text: z.string().optional() });

const chatSchema = z.looseObject({
  ...shared,
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
        content: z.union([z.string(), z.array(part)]).nullish(),
      }),
    )
    .min(1),
  max_completion_tokens: count,
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  tools: z.array(z.unknown()).nullish(),
  functions: z.array(z.unknown()).nullish(),
  response_format: z
    .looseObject({
      type: z.string(),
      json_schema: z
        .looseObject({ name: z.string(), schema: z.record(z.string(), z.unknown()) })
        .nullish(),
    })
    .nullish(),
});

const tokens = z.array(z.int().min(0)).min(1);
const completionsSchema = z.looseObject({
  ...shared,
  prompt: z.union([z.string(), tokens, z.array(z.string()).min(1), z.array(tokens).min(1)]),
  echo: z.boolean().nullish(),
  logprobs: z.int().min(0).max(100).nullish(),
  best_of: z.int().nullish(),
  suffix: z.string().nullish(),
});

/** How replies are sampled and sent. */
export interface SharedRequest {
  /** Undefined: the client left it to the server. */
  readonly temperature: number | undefined;
  readonly topP: number | undefined;
  readonly seed: number | undefined;
  /** Choices for each prompt. */
  readonly n: number;
  readonly stop: readonly string[];
  readonly maxTokens: number | undefined;
  readonly stream: boolean;
  /** A stream ends with its usage. */
  readonly includeUsage: boolean;
  /** Most likely tokens at each place; undefined if no log-probabilities are wanted. */
  readonly logprobs: number | undefined;
}

/** A message of a request. */
export interface RequestMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A request to `/v1/chat/completions`. */
export interface ChatRequest extends SharedRequest {
  readonly messages: readonly RequestMessage[];
  /** The JSON that the client wants; undefined for any text. */
  readonly replySchema: ReplySchema | undefined;
}

/** A request to `/v1/completions`. */
export interface CompletionsRequest extends SharedRequest {
  /** Texts, or token ids. */
  readonly prompts: readonly (string | readonly number[])[];
  /** Replies begin with their prompts. */
  readonly echo: boolean;
}

/**
 * Reads the body of a chat request.
 *
 * @throws ServingError for wrong fields, and for settings that no service here has
 */
export function parseChatRequest(json: unknown, model: string): ChatRequest {
  const body = parse(chatSchema, json);
  checkModel(body.model, model);
  refusePenalties(body);
  if ((body.tools ?? []).length > 0) throw unsupported('tools', 'Tools are not supported.');
  if ((body.functions ?? []).length > 0)
    throw unsupported('functions', 'Functions are not supported.');
  const isScored = body.logprobs === true;
  if (!isScored && (body.top_logprobs ?? 0) > 0)
    throw new ServingError({
      status: 400,
      message: '`top_logprobs` needs `logprobs: true`.',
      param: 'top_logprobs',
    });
  return {
    ...sharedOf(body),
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? undefined,
    logprobs: isScored ? (body.top_logprobs ?? 0) : undefined,
    messages: body.messages.map(readMessage),
    replySchema: readFormat(body.response_format),
  };
}

/**
 * Reads the body of a completions request.
 *
 * @throws ServingError for wrong fields, and for settings that no service here has
 */
export function parseCompletionsRequest(json: unknown, model: string): CompletionsRequest {
  const body = parse(completionsSchema, json);
  checkModel(body.model, model);
  refusePenalties(body);
  const request = sharedOf(body);
  if ((body.suffix ?? '') !== '') throw unsupported('suffix', 'A suffix is not supported.');
  if ((body.best_of ?? request.n) !== request.n)
    throw unsupported('best_of', '`best_of` is not supported. Ask for all choices with `n`.');
  return {
    ...request,
    maxTokens: body.max_tokens ?? undefined,
    logprobs: body.logprobs ?? undefined,
    prompts: promptsOf(body.prompt),
    echo: body.echo ?? false,
  };
}

/** @throws ServingError for a format that no service here has */
function readFormat(
  format: z.infer<typeof chatSchema>['response_format'],
): ReplySchema | undefined {
  const { type = 'text', json_schema: asked } = format ?? {};
  if (type === 'text') return undefined;
  if (type !== 'json_schema')
    throw unsupported(
      'response_format',
      `The response format ${type} is not supported. Send json_schema.`,
    );
  if (asked) return { name: asked.name, schema: asked.schema };
  throw new ServingError({
    status: 400,
    message: '`response_format.json_schema` is missing.',
    param: 'response_format.json_schema',
  });
}

function parse<Schema extends z.ZodType>(schema: Schema, json: unknown): z.infer<Schema> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const param = issue?.path.join('.');
  const place = param === undefined || param === '' ? 'the body' : `\`${param}\``;
  throw new ServingError({
    status: 400,
    message: `Invalid value for ${place}: ${issue?.message ?? 'unknown problem'}.`,
    param: param === '' ? undefined : param,
  });
}

function checkModel(asked: string | null | undefined, model: string): void {
  if (asked === null || asked === undefined || asked === model) return;
  throw new ServingError({
    status: 404,
    message: `The model ${JSON.stringify(asked)} does not exist. This server has ${JSON.stringify(model)}.`,
    param: 'model',
    code: 'model_not_found',
  });
}

function refusePenalties(body: {
  readonly presence_penalty?: number | null | undefined;
  readonly frequency_penalty?: number | null | undefined;
  readonly logit_bias?: Readonly<Record<string, number>> | null | undefined;
}): void {
  for (const name of ['presence_penalty', 'frequency_penalty'] as const)
    if ((body[name] ?? 0) !== 0) throw unsupported(name, `\`${name}\` is not supported.`);
  if (Object.keys(body.logit_bias ?? {}).length > 0)
    throw unsupported('logit_bias', '`logit_bias` is not supported.');
}

function sharedOf(body: {
  readonly [Name in keyof typeof shared]?: z.infer<(typeof shared)[Name]>;
}): Omit<SharedRequest, 'maxTokens' | 'logprobs'> {
  const { stop: ends = [] } = body;
  return {
    temperature: body.temperature ?? undefined,
    topP: body.top_p ?? undefined,
    seed: body.seed ?? undefined,
    n: body.n ?? 1,
    stop: typeof ends === 'string' ? [ends] : (ends ?? []),
    stream: body.stream ?? false,
    includeUsage: body.stream_options?.include_usage ?? false,
  };
}

function promptsOf(
  prompt: z.infer<typeof completionsSchema>['prompt'],
): CompletionsRequest['prompts'] {
  if (typeof prompt === 'string') return [prompt];
  const texts: readonly (string | number | readonly number[])[] = prompt;
  const ids = texts.filter((one) => typeof one === 'number');
  if (ids.length > 0) return [ids];
  return texts.filter((one) => typeof one !== 'number');
}

function readMessage(
  { role, content }: z.infer<typeof chatSchema>['messages'][number],
  index: number,
): RequestMessage {
  if (role === 'tool' || role === 'function')
    throw unsupported(`messages.${index}.role`, `Messages of the role ${role} are not supported.`);
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
  const other = parts.find(({ text }) => text === undefined);
  if (other !== undefined)
    throw unsupported(
      `messages.${index}.content`,
      `Parts of the type ${other.type} are not supported. Send texts.`,
    );
  const text = parts.map((one) => one.text ?? '').join('\n');
  return { role: role === 'developer' ? 'system' : role, content: text };
}
