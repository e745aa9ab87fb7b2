import {
  fieldsOf,
  isTrue,
  listOf,
  numberOf,
  numbersOf,
  parseJson,
  textOf,
} from '../records/fields.ts';
import type { Fields } from '../records/fields.ts';
import { formatParameters, parametersOf } from '../records/parameters.ts';
import { addTrials } from './add-trials.ts';
import { clip } from './clip.ts';
import { hashText } from './hash-text.ts';
import type {
  LayerFigures,
  ProposerTrial,
  LineBase,
  LineSummary,
  SpendingFigures,
} from './line-summary.ts';

const LONGEST_TEXT = 300;

/** Summarizes a line of events.jsonl. A line that is no event becomes `other`; nothing throws. */
export function summarizeLine(
  text: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): LineSummary {
  const value = parseJson(text);
  const event = fieldsOf(value);
  const { type } = event;
  const base: LineBase = {
    offset,
    length,
    iteration: numberOf(event['iteration']),
    spending: spendingOf(event['spending']),
  };
  if (typeof type !== 'string')
    return {
      ...base,
      type: 'other',
      problem: value === undefined ? 'not JSON' : 'an event without a type',
    };
  switch (type) {
    case 'validated':
      return { ...base, type, ...validatedFigures(event) };
    case 'iteration':
      return {
        ...base,
        type,
        devAccuracy: numberOf(event['devAccuracy']),
        parameters: hashesOf(event),
      };
    case 'stepped':
      return { ...base, type, ...steppedFigures(event) };
    case 'baseline':
    case 'tested':
      return {
        ...base,
        type,
        testAccuracy: numberOf(event['testAccuracy']),
        ...countAnswers(event['examples']),
      };
    case 'omitted':
      return { ...base, type, ...omittedFigures(event) };
    case 'restored':
      return { ...base, type, parameters: hashesOf(event) };
    case 'layout-chosen':
    case 'stopped-early':
    case 'counted':
    case 'interrupted':
    case 'failed':
      return { ...base, type };
    default:
      return { ...base, type: 'other', problem: `an event of type ${clip(type, 60)}` };
  }
}

function validatedFigures(event: Fields) {
  const bound = fieldsOf(event['bound']);
  const nats = numberOf(bound['nats']);
  return {
    devAccuracy: numberOf(event['devAccuracy']),
    isBest: isTrue(event['isBest']),
    bound: nats === null ? null : { nats, standardError: numberOf(bound['standardError']) },
    ...countAnswers(event['examples']),
    parameters: hashesOf(event),
  };
}

function steppedFigures(event: Fields) {
  const info = fieldsOf(event['info']);
  return {
    score: numberOf(info['score']),
    accuracy: numberOf(info['accuracy']),
    runningScore: numberOf(event['runningScore']),
    runningAccuracy: numberOf(event['runningAccuracy']),
    isErrorFree: isTrue(info['isErrorFree']),
    entropies: numbersOf(info['posteriorEntropies']),
    effectiveSampleSizes: numbersOf(info['effectiveSampleSizes']),
    distinctHiddenTexts: numbersOf(info['distinctHiddenTexts']),
    layers: listOf(info['layers']).map(layerFigures),
    parameters: hashesOf(event),
    examples: listOf(info['examples']).length,
  };
}

function layerFigures(value: unknown): LayerFigures {
  const layer = fieldsOf(value);
  const update = fieldsOf(layer['update']);
  const rounds = [...listOf(layer['earlier']).map(fieldsOf), update];
  const { winner } = comparisonOf(update);
  return {
    score: numberOf(layer['score']),
    candidates: rounds.reduce((sum, round) => sum + comparisonOf(round).candidates.length, 0),
    origin: winner && textOf(winner['origin']),
    trials: addTrials(rounds.map(trialsOf)),
  };
}

/** A comparison of candidates; the winner is null if nothing was compared. */
function comparisonOf(round: Fields): {
  readonly candidates: readonly Fields[];
  readonly winner: Fields | null;
} {
  const candidates = listOf(round['candidates']).map(fieldsOf);
  const chosen = numberOf(round['chosen']);
  return { candidates, winner: chosen === null ? null : (candidates[chosen] ?? null) };
}

function trialsOf(round: Fields): readonly ProposerTrial[] {
  const { candidates, winner } = comparisonOf(round);
  const names = new Set(candidates.flatMap((one) => textOf(one['proposer']) ?? []));
  const best = winner && textOf(winner['proposer']);
  return [...names].map((proposer) => ({
    proposer: clip(proposer, 60),
    comparisons: 1,
    wins: proposer === best ? 1 : 0,
  }));
}

function omittedFigures(event: Fields) {
  const text = (name: string): string => clip(textOf(event[name]) ?? '', LONGEST_TEXT);
  return {
    what: text('what'),
    split: text('split'),
    purpose: text('purpose'),
    layer: numberOf(event['layer']),
    example: numberOf(event['example']),
    text: text('text'),
    count: numberOf(event['count']) ?? 1,
    kind: text('kind'),
    message: text('message'),
  };
}

function countAnswers(value: unknown): { readonly examples: number; readonly wrong: number } {
  const examples = listOf(value);
  return {
    examples: examples.length,
    wrong: examples.filter((one) => (numberOf(fieldsOf(one)['loss']) ?? 0) > 0).length,
  };
}

function hashesOf(event: Fields): readonly number[] {
  return parametersOf(event).map((layer) => hashText(formatParameters(layer)));
}

function spendingOf(value: unknown): SpendingFigures | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = fieldsOf(value);
  return {
    requests: numberOf(fields['requestsSent']),
    saved: numberOf(fields['requestsSaved']),
    tokens: numberOf(fields['tokens']),
    dollars: numberOf(fields['dollars']),
  };
}
