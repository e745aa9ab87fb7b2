import * as z from 'zod/mini';
import type { NetworkModels } from '../inference/inference-context.ts';
import type { Layers } from '../layers/layer.ts';

/** How the models of a network are called, so that a program can call them in the same way. */
export interface NetworkCalling {
  /** `in-process`: a model of `@dln/local`; `other`: a model that a program made. */
  readonly api: 'chat' | 'completions' | 'in-process' | 'other';
  /** The forward model's name at its server. */
  readonly model: string;
  /** Name of the model that scores classes; null if it is the forward model. */
  readonly scoreModel: string | null;
  /** How a model in process reads prompts. @default 'plain' */
  readonly format?: 'plain' | 'chat' | undefined;
  /**
   * How the last layer answers: it writes freely, or the most probable class, scored in one of two
   * ways.
   */
  readonly answers: 'generated' | 'whole-class' | 'floored-first-token';
}

/** The schema of `NetworkCalling`. */
export const networkCallingSchema: z.ZodMiniType<NetworkCalling> = z.strictObject({
  api: z.literal(['chat', 'completions', 'in-process', 'other']),
  model: z.string(),
  scoreModel: z.nullable(z.string()),
  format: z.optional(z.literal(['plain', 'chat'])),
  answers: z.literal(['generated', 'whole-class', 'floored-first-token']),
});

/** Describes how a network calls its models, from their ids. */
export function describeCalling(
  { forward, score }: Pick<NetworkModels, 'forward' | 'score'>,
  layers: Layers,
  preset: 'standard' | 'reference',
): NetworkCalling {
  const { api, model, format } = parseModelId(forward.id);
  const writesClasses = (layers.at(-1) ?? layers[0]).writesClasses;
  const scoring = preset === 'reference' ? 'floored-first-token' : 'whole-class';
  return {
    api,
    model,
    scoreModel: score.id === forward.id ? null : parseModelId(score.id).model,
    ...(format === undefined ? {} : { format }),
    answers: writesClasses ? scoring : 'generated',
  };
}

/**
 * Ids are `provider-api:model` at endpoints, and `local:model` in process, followed by ` (chat)` if
 * prompts are read as chats.
 */
function parseModelId(id: string): Pick<NetworkCalling, 'api' | 'model' | 'format'> {
  const [, kind = '', model = id] = /^([^:]*):(.*)$/su.exec(id) ?? [];
  if (kind === 'local') {
    const name = model.replace(/ \(chat\)$/, '');
    return { api: 'in-process', model: name, format: name === model ? undefined : 'chat' };
  }
  const api = kind.split('-').at(-1);
  return api === 'chat' || api === 'completions' ? { api, model } : { api: 'other', model: id };
}
