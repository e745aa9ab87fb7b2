import { describe, expect, it } from 'vitest';
import { describeGenerated } from './describe-generated.ts';

const learning = {
  file: 'data/generated/bb_minus_bbh/navigate.json',
  isGenerated: true,
  splits: ['train', 'dev'],
} as const;
const testing = { file: 'data/bbh/navigate.json', isGenerated: false, splits: ['test'] } as const;

describe('describeGenerated', () => {
  it('names the splits and the files, in one line', () => {
    expect(describeGenerated({ name: 'navigate', sources: [learning, testing] })).toBe(
      'not the published navigate: its train and dev examples are made by rule (data/generated/bb_minus_bbh/navigate.json)',
    );
    const both = [learning, { ...testing, isGenerated: true }];
    expect(describeGenerated({ name: 'navigate', sources: both })).toBe(
      'not the published navigate: its train, dev, and test examples are made by rule (data/generated/bb_minus_bbh/navigate.json, data/bbh/navigate.json)',
    );
  });

  it('says nothing of splits that are not asked about', () => {
    const dataset = { name: 'navigate', sources: [learning, testing] };
    expect(describeGenerated(dataset, ['test'])).toBeUndefined();
    expect(describeGenerated(dataset, ['dev'])).toContain('its dev examples');
  });
});
