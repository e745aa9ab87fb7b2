import { z } from 'zod';

import type { Connection } from './connection.ts';

const stopSchema = z.union([z.string(), z.array(z.string())]);

const capabilitiesSchema = z.strictObject({
  scores_text: z.boolean().optional().describe('Gives the log-probability of a given text.'),
  text_scoring: z
    .enum(['echo', 'prompt_logprobs'])
    .optional()
    .describe('How it is asked for that: echo with logprobs, or vLLM’s prompt_logprobs.'),
  max_top_tokens: z
    .int()
    .nonnegative()
    .optional()
    .describe('How many of the most likely next tokens it gives.'),
  prompt_lists: z.boolean().optional().describe('One request may hold several prompts.'),
  seeds: z.boolean().optional().describe('A seed makes a sampled reply repeatable.'),
  context_length: z.int().positive().optional().describe('Tokens of prompt and reply together.'),
});

const samplingSchema = z.strictObject({
  temperature: z.number().nonnegative().nullish(),
  top_p: z.number().positive().max(1).nullish(),
  max_tokens: z.int().positive().nullish().describe('The most tokens of a generated reply.'),
  stop: stopSchema.nullish(),
  seed: z.int().nullish().describe('Sent with every request as it stands.'),
});

const connectionSchema = z
  .strictObject({
    name: z.string().min(1).describe('How the model is called.'),
    model: z
      .string()
      .min(1)
      .describe(
        'Its name at the server, the deployment at Azure, or a name that its provider understands.',
      ),
    provider: z
      .string()
      .min(1)
      .optional()
      .describe('Who makes the model, where that is no OpenAI-compatible server.'),
    options: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('What the provider wants to know besides.'),
    api: z
      .enum(['auto', 'completions', 'chat'])
      .default('auto')
      .describe(
        'Which of the two APIs to speak. auto: chat at OpenAI and Azure, completions elsewhere and for instruct models.',
      ),
    api_type: z
      .enum(['openai', 'open_ai', 'azure'])
      .nullish()
      .describe(
        'azure for Azure’s dialect. Left out, OPENAI_API_TYPE decides; null switches it off.',
      ),
    api_key: z.string().nullish().describe('Left out, OPENAI_API_KEY is sent; null sends none.'),
    base_url: z
      .string()
      .refine(
        (url) => /^https?:/.test(url) && URL.canParse(url),
        'must be a URL, such as http://localhost:8000/v1',
      )
      .nullish()
      .describe('Left out, OPENAI_BASE_URL decides; null means OpenAI’s own address.'),
    api_version: z
      .string()
      .nullish()
      .describe('The version of Azure’s API. Left out, OPENAI_API_VERSION decides.'),
    temperature: z.number().nonnegative().nullish(),
    max_tokens: z.int().positive().nullish().describe('The most tokens a reply may have.'),
    stop: stopSchema.nullish().describe('A reply ends before any of these.'),
    top_p: z.number().positive().max(1).nullish(),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .nullish()
      .describe('Seeds the stream from which each call draws its seed.'),
    sampling: samplingSchema
      .optional()
      .describe(
        'Settings that every request gets, over what a call asks: also validation, scores and the probe. null leaves one out of every request.',
      ),
    max_tokens_field: z.enum(['max_tokens', 'max_completion_tokens']).optional(),
    capabilities: capabilitiesSchema.optional(),
    tokenizer: z
      .string()
      .nullish()
      .describe(
        'A tokenizer.json or its folder, to count tokens. Left out, TOKENIZER_PATH decides.',
      ),
    concurrency: z.int().positive().optional().describe('Requests under way at once.'),
    prompts_per_request: z
      .int()
      .positive()
      .optional()
      .describe('The most prompts of one request, at a server that takes a list of prompts.'),
    max_retries: z.int().nonnegative().optional(),
    timeout_seconds: z.number().positive().optional().describe('How long one attempt may take.'),
  })
  .describe('A model and how to reach it.');

const connectionsSchema = z
  .array(connectionSchema)
  .min(1)
  .describe('Models by name, for @dln/llm. ${NAME} stands for an environment variable.');

/** What is wrong with a value, and where. */
export interface ConnectionIssue {
  readonly path: readonly (string | number)[];
  /** A sentence without its place. */
  readonly message: string;
  /** What the value should be, if it is of another type. */
  readonly expected?: string;
}

/** Checks a parsed connections file: its entries, or the first thing that is wrong. */
export function checkConnections(
  value: unknown,
): { readonly connections: readonly Connection[] } | { readonly issue: ConnectionIssue } {
  const parsed = connectionsSchema.safeParse(value);
  if (parsed.success) return { connections: parsed.data };
  const { issues } = parsed.error;
  // A misspelt key is told before the key that is missing because of it.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const path = issue?.path.filter((part) => typeof part !== 'symbol') ?? [];
  if (issue === undefined || path.length === 0) {
    const message = 'It must be a list of models: entries that begin with `- name:`.';
    return { issue: { path, message } };
  }
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(shapeAt(path));
    const message = `is no option. There are: ${known.join(', ')}.`;
    return { issue: { path: [...path, issue.keys[0] ?? ''], message } };
  }
  if (issue.message.endsWith('received undefined')) {
    return { issue: { path, message: 'is missing.' } };
  }
  const message = `${issue.message.replace('Invalid input: ', '')}.`;
  const expected = issue.code === 'invalid_type' ? { expected: issue.expected } : {};
  return { issue: { path, message, ...expected } };
}

function shapeAt([, key]: ConnectionIssue['path']): object {
  if (key === undefined) return connectionSchema.shape;
  return key === 'sampling' ? samplingSchema.shape : capabilitiesSchema.shape;
}

/** The JSON Schema of a connections file, for editors and for other programs. */
export function createConnectionsJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(connectionsSchema, { io: 'input' });
}
