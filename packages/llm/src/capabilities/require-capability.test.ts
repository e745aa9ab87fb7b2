import { describe, expect, it } from 'vitest';

import { createFakeModel } from '../testing/create-fake-model.ts';
import { requireNextToken, requireScoreText } from './require-capability.ts';
import { UnsupportedCapabilityError } from './unsupported-capability-error.ts';

describe('requireScoreText', () => {
  it('gives the model back, if it scores texts', () => {
    const model = createFakeModel({ scoreText: -1 });
    expect(requireScoreText(model)).toBe(model);
  });

  it('refuses a model that does not, and names an alternative', () => {
    const model = createFakeModel({ id: 'chatty' });
    expect(() => requireScoreText(model)).toThrow(UnsupportedCapabilityError);
    expect(() => requireScoreText(model)).toThrow(/^chatty: .*vLLM.*accuracy\.$/);
  });

  it('refuses a model that has the call and does not promise it', () => {
    const model = createFakeModel({ scoreText: -1, capabilities: { scoresText: false } });
    expect(() => requireScoreText(model)).toThrow(UnsupportedCapabilityError);
  });
});

describe('requireNextToken', () => {
  const model = createFakeModel({
    nextToken: { logProbabilities: { a: -1 } },
    capabilities: { maxTopTokens: 20 },
  });

  it('gives the model back, if it gives as many', () => {
    expect(requireNextToken(model, 20)).toBe(model);
  });

  it('refuses more, and names the limit', () => {
    expect(() => requireNextToken(model, 21)).toThrow(
      'fake: 21 next tokens were asked for, and it gives at most 20. Ask for at most 20.',
    );
  });

  it('refuses a model that gives none', () => {
    expect(() => requireNextToken(createFakeModel(), 1)).toThrow(/gives no log-probabilities/);
    const boaster = createFakeModel({ capabilities: { maxTopTokens: 5 } });
    expect(() => requireNextToken(boaster, 1)).toThrow(UnsupportedCapabilityError);
  });
});
