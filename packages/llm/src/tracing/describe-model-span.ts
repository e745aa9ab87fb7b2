import type { OpenTelemetryAttributes } from './open-telemetry-api.ts';

/** What OpenTelemetry's conventions for generative AI call a model. */
export interface ModelSpan {
  readonly name: string;
  readonly attributes: OpenTelemetryAttributes;
}

/**
 * Names of the conventions for providers that we call otherwise. A compatible server goes by the
 * name of the API that it speaks.
 */
const PROVIDERS: Readonly<Record<string, string>> = {
  compatible: 'openai',
  azure: 'azure.ai.openai',
};

/**
 * Name and attributes of a model's spans, from its id: `openai-chat:gpt-x`,
 * `ai-sdk:anthropic.messages:claude-x`, `local:model.gguf`.
 */
export function describeModelSpan(id: string): ModelSpan {
  const isAiSdk = id.startsWith('ai-sdk:');
  const [kind = '', ...rest] = (isAiSdk ? id.slice('ai-sdk:'.length) : id).split(':');
  const provider = kind.replace(/-(chat|completions)$/, '').replace(/\..*$/, '');
  const operation = isAiSdk || kind.endsWith('-chat') ? 'chat' : 'text_completion';
  const model = rest.length === 0 ? id : rest.join(':');
  return {
    name: `${operation} ${model}`,
    attributes: {
      'gen_ai.operation.name': operation,
      'gen_ai.provider.name': PROVIDERS[provider] ?? provider,
      'gen_ai.request.model': model,
    },
  };
}
