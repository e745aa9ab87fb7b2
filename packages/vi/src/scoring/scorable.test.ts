import type { LanguageModel } from '@dln/llm';
import { describe, expect, it } from 'vitest';
import {
  classesUnscorable,
  givesNextTokens,
  nothingScorable,
  scoresClasses,
  scoresTexts,
  textsUnscorable,
} from './scorable.ts';

interface Given {
  readonly scoresText?: boolean;
  readonly maxTopTokens?: number;
  readonly hasScoreText?: boolean;
  readonly hasNextToken?: boolean;
}

/** A model with these capabilities, and with or without the calls for them. */
function modelOf(given: Given): LanguageModel {
  const { scoresText = false, maxTopTokens = 0, hasScoreText, hasNextToken } = given;
  return {
    id: 'm',
    capabilities: { scoresText, maxTopTokens, seeds: false },
    countTokens: () => 1,
    generate: async () => [],
    ...(hasScoreText === true ? { scoreText: async () => [] } : {}),
    ...(hasNextToken === true ? { nextToken: async () => [] } : {}),
  };
}

describe('a model', () => {
  it('scores texts if it says so and has the call', () => {
    expect(scoresTexts(modelOf({ scoresText: true, hasScoreText: true }))).toBe(true);
    expect(scoresTexts(modelOf({ scoresText: false, hasScoreText: true }))).toBe(false);
    expect(scoresTexts(modelOf({ scoresText: true }))).toBe(false);
  });

  it('gives next tokens if it shows one or more and has the call', () => {
    expect(givesNextTokens(modelOf({ maxTopTokens: 1, hasNextToken: true }))).toBe(true);
    expect(givesNextTokens(modelOf({ maxTopTokens: 20, hasNextToken: true }))).toBe(true);
    expect(givesNextTokens(modelOf({ maxTopTokens: 0, hasNextToken: true }))).toBe(false);
    expect(givesNextTokens(modelOf({ maxTopTokens: 20 }))).toBe(false);
  });

  it('scores classes in either way, and not if it only generates', () => {
    expect(scoresClasses(modelOf({ scoresText: true, hasScoreText: true }))).toBe(true);
    expect(scoresClasses(modelOf({ maxTopTokens: 1, hasNextToken: true }))).toBe(true);
    expect(scoresClasses(modelOf({}))).toBe(false);
  });
});

describe('the refusal of a model', () => {
  it('names the model, what it lacks, and what to name or to set instead', () => {
    expect(textsUnscorable('m')).toMatchObject({ modelId: 'm', capability: 'scoreText' });
    expect(textsUnscorable('m').message).toContain(
      'Name a scoring model that can (`scoreModel`: an endpoint that answers echo or prompt_logprobs with log-probabilities, or a model in process), or set `hiddenScoringFunction: accuracy`, `outputScoringFunction: accuracy`.',
    );
    expect(classesUnscorable('m')).toMatchObject({ modelId: 'm', capability: 'nextToken' });
    expect(classesUnscorable('m').message).toContain(
      '`outputScoringFunction: samples` (or accuracy) and `forwardUseClasses: false`',
    );
    expect(nothingScorable('m', '`a: b`').message).toContain('or set `a: b`.');
  });
});
