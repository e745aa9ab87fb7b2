import { describe, expect, it } from 'vitest';
import { parseSweep } from './parse-sweep.ts';

describe('parseSweep', () => {
  it('combines every value with every other', () => {
    expect(parseSweep(['tolerance=-1,2', 'heldOutPromptRanking=true'])).toEqual([
      {
        label: 'tolerance=-1, heldOutPromptRanking=true',
        settings: { tolerance: -1, heldOutPromptRanking: true },
      },
      {
        label: 'tolerance=2, heldOutPromptRanking=true',
        settings: { tolerance: 2, heldOutPromptRanking: true },
      },
    ]);
  });

  it('takes a quoted comma as part of a value', () => {
    expect(parseSweep(['initP1="First, think."'])).toEqual([
      { label: 'initP1=First, think.', settings: { initP1: 'First, think.' } },
    ]);
  });

  it('is one point without a label by default', () => {
    expect(parseSweep([])).toEqual([{ label: '', settings: {} }]);
  });

  it('refuses a name without a value', () => {
    expect(() => parseSweep(['tolerance'])).toThrow(
      expect.objectContaining({ code: 'invalid-experiment' }),
    );
  });

  it('refuses a value that cannot be read, without a stack', () => {
    expect(() => parseSweep(['tolerance=[1'])).toThrow(
      '--set: "tolerance=[1" cannot be parsed; quote values with a comma, a bracket or ' +
        'a colon',
    );
  });
});
