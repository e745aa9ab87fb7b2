/** A message of the AI SDK that holds only text. */
export type AiSdkMessage =
  | { role: 'system'; content: string }
  | { role: 'user' | 'assistant'; content: { type: 'text'; text: string }[] };

/**
 * What is asked of a model of the AI SDK: the part of its call options that this package fills in.
 */
export interface AiSdkCall {
  prompt: AiSdkMessage[];
  maxOutputTokens?: number;
  temperature?: number;
  topP?: number;
  stopSequences?: string[];
  seed?: number;
  responseFormat?: { type: 'json'; schema: object; name: string };
  abortSignal?: AbortSignal;
}

/**
 * The part of a language model of the Vercel AI SDK that is called: specifications `v2` to `v4`
 * have it, and so every provider package does. By shape, so that nothing of the SDK is imported.
 */
export interface AiSdkModel {
  readonly provider: string;
  readonly modelId: string;
  doGenerate(call: AiSdkCall): PromiseLike<unknown>;
  doStream?(call: AiSdkCall): PromiseLike<{ readonly stream: AsyncIterable<unknown> }>;
}
