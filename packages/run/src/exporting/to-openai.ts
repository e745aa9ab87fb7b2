import { responseFormatField, type RequestParameter } from '@dln/llm';
import type { ExportedLayer, ExportPlan } from './export-plan.ts';
import { choosePlaceholders, describePlaceholders, writePrompt } from './placeholders.ts';
import type { WrittenExport } from './written-export.ts';

/** What is known of the endpoint that the network was trained with. */
export interface OpenAiOptions {
  /** What the endpoint calls the limit of a reply's length. @default 'max_tokens' */
  readonly maxTokensField?: 'max_tokens' | 'max_completion_tokens' | undefined;
  /** Settings of requests that the model refuses; they are left out. @default none */
  readonly refuses?: readonly RequestParameter[] | undefined;
}

/** The body of an OpenAI request; for several layers, a list of bodies in their order. */
export function toOpenAi(plan: ExportPlan, options: OpenAiOptions): WrittenExport {
  const placeholders = choosePlaceholders(plan);
  const bodies = plan.layers.map((layer) => ({
    model: plan.model,
    ...(plan.api === 'chat'
      ? { messages: [{ role: 'user', content: writePrompt(layer.parts, placeholders) }] }
      : { prompt: writePrompt(layer.parts, placeholders) }),
    ...samplingFields(layer, options),
  }));
  const [only, ...others] = bodies;
  return {
    text: `${JSON.stringify(others.length === 0 ? only : bodies, null, 2)}\n`,
    notes: [
      `Send ${others.length === 0 ? 'it' : 'each body'} to ${pathOf(plan)}. Replace texts after the JSON is parsed.`,
      ...describePlaceholders(plan, placeholders),
      ...plan.notes,
    ],
  };
}

/**
 * Temperature 0, and the length, the stop texts and the output schema of a layer, as far as the
 * model accepts them.
 */
export function samplingFields(
  { maxTokens, stop, outputSchema }: ExportedLayer,
  { maxTokensField = 'max_tokens', refuses = [] }: OpenAiOptions,
): Readonly<Record<string, unknown>> {
  const fields = {
    temperature: 0,
    [maxTokensField]: maxTokens,
    ...(stop.length === 0 ? {} : { stop }),
    ...responseFormatField(outputSchema),
  };
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => !refuses.some((refused) => refused === field)),
  );
}

/** The path of the API. */
function pathOf({ api }: Pick<ExportPlan, 'api'>): string {
  return api === 'chat' ? '/v1/chat/completions' : '/v1/completions';
}
