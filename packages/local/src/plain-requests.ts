import {
  type GenerateRequest,
  type Prompt,
  requirePlainText,
  type ScoreTextRequest,
} from '@dln/llm';

/** A request to continue a plain text. */
export interface PlainGenerateRequest extends GenerateRequest {
  readonly prompt: string;
}

/** A request to score a text after a plain text. */
export interface PlainScoreTextRequest extends ScoreTextRequest {
  readonly context: string;
}

/** @throws UnsupportedCapabilityError if a prompt consists of messages */
export function plainRequests(
  requests: readonly GenerateRequest[],
  modelId: string,
): readonly PlainGenerateRequest[] {
  return requests.map((request) => ({
    ...request,
    prompt: requirePlainText(request.prompt, modelId),
  }));
}

/** @throws UnsupportedCapabilityError if a context consists of messages */
export function plainScoreRequests(
  requests: readonly ScoreTextRequest[],
  modelId: string,
): readonly PlainScoreTextRequest[] {
  return requests.map(({ context, continuation }) => ({
    context: requirePlainText(context, modelId),
    continuation,
  }));
}

/** @throws UnsupportedCapabilityError if a context consists of messages */
export function plainContexts(contexts: readonly Prompt[], modelId: string): readonly string[] {
  return contexts.map((context) => requirePlainText(context, modelId));
}
