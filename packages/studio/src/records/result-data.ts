import type { Candidate } from './candidate.ts';
import { fieldsOf, listOf, numberOf, textOf, textsOf, type Fields } from './fields.ts';
import { parseParameters } from './parameters.ts';

/** Results of one dataset in the format of the Python reference, as the events of a run. */
export interface ResultRun {
  readonly dataset: string;
  /** Events as events.jsonl has them, a text each. */
  readonly events: readonly string[];
  readonly candidates: readonly Candidate[];
}

/**
 * Reads a result_data.json: results by dataset, or those of a single one. An entry of `training`
 * has the parameters after a step and the candidates of that step; an entry of `examples` has what
 * the network answered at each validation.
 */
export function parseResultData(value: unknown): readonly ResultRun[] {
  const file = fieldsOf(value);
  if (Array.isArray(file['training'])) return [resultRun(textOf(file['name']) ?? 'results', file)];
  return Object.entries(file).flatMap(([dataset, results]) =>
    Array.isArray(fieldsOf(results)['training']) ? [resultRun(dataset, fieldsOf(results))] : [],
  );
}

function resultRun(dataset: string, results: Fields): ResultRun {
  const entries = listOf(results['training']).map(fieldsOf);
  const answers = answersByStep(listOf(results['examples']).map(fieldsOf));
  const events = entries.flatMap((entry, at) => {
    const step = stepOf(entry, at);
    const metrics = fieldsOf(entry['metrics']);
    const prompts = textsOf(entry['layers']);
    const devAccuracy = numberOf(metrics['dev_acc']);
    const examples = answers.get(step);
    return [
      ...(step === 0 ? [] : [steppedEvent(step - 1, entry, metrics)]),
      ...(devAccuracy === null && examples === undefined
        ? []
        : [{ type: 'validated', iteration: step, prompts, devAccuracy, examples: examples ?? [] }]),
      { type: 'iteration', iteration: step, prompts, devAccuracy },
    ];
  });
  return {
    dataset,
    events: markBest(events).map((event) => JSON.stringify(event)),
    candidates: entries.flatMap((entry, at) => candidatesOf(entry, stepOf(entry, at) - 1)),
  };
}

function stepOf(entry: Fields, at: number): number {
  return numberOf(entry['step']) ?? at;
}

function steppedEvent(iteration: number, entry: Fields, metrics: Fields) {
  return {
    type: 'stepped',
    iteration,
    prompts: textsOf(entry['layers']),
    info: {
      score: numberOf(metrics['elbo'] ?? metrics['score']),
      accuracy: numberOf(metrics['acc']),
      layers: listOf(entry['candidates']).map((layer) => ({
        score: null,
        update: { candidates: listOf(layer) },
      })),
    },
    runningScore: numberOf(metrics['run_elbo'] ?? metrics['run_score']),
    runningAccuracy: numberOf(metrics['run_acc']),
  };
}

/** `step → answers`, in the order of the examples. */
function answersByStep(examples: readonly Fields[]): ReadonlyMap<number, readonly object[]> {
  const found = new Map<number, object[]>();
  for (const example of examples)
    for (const value of listOf(example['trace'])) {
      const trace = fieldsOf(value);
      const step = numberOf(trace['step']) ?? 0;
      const answer = {
        input: textOf(example['input']) ?? '',
        target: textOf(example['label']) ?? '',
        hiddenTexts: textsOf(trace['hiddens']),
        output: textOf(trace['output']) ?? '',
      };
      found.set(step, [...(found.get(step) ?? []), answer]);
    }
  return found;
}

/** Marks each validation that is better than all before it. */
function markBest(
  events: readonly { readonly type: string; readonly devAccuracy?: number | null }[],
): readonly object[] {
  let best = -Infinity;
  return events.map((event) => {
    const accuracy = event.devAccuracy ?? -Infinity;
    if (event.type !== 'validated' || accuracy <= best) return event;
    best = accuracy;
    return { ...event, isBest: true };
  });
}

function candidatesOf(entry: Fields, step: number): readonly Candidate[] {
  const chosen = textsOf(entry['layers']);
  return listOf(entry['candidates']).flatMap((layer, index) => {
    const candidates = listOf(layer).map(fieldsOf);
    const winner = candidates.findIndex((one) => one['layer'] === chosen[index]);
    return candidates.map((one, at) => ({
      step,
      layer: index + 1,
      round: 1,
      candidate: at,
      parameters: parseParameters(one['layer']),
      origin: null,
      proposer: null,
      copied: null,
      outcome: at === winner ? ('won' as const) : ('lost' as const),
      reason: null,
      examples: null,
      score: numberOf(one['score']),
      scoreStandardError: null,
      terms: [],
      reward: null,
      rewardLower: null,
      rewardUpper: null,
      lag: null,
      lagStandardError: null,
      scoredBy: null,
    }));
  });
}
