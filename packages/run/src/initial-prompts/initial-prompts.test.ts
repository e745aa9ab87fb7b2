import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instructionOnly, type LayerParameters } from '@dln/vi';
import { parsePromptJson } from './parse-prompt-json.ts';
import { parsePromptLog } from './parse-prompt-log.ts';
import { readInitialPrompt } from './read-initial-prompt.ts';

const log = `2024-01-12 10:00:00,123 - Best L1 weights: Break the walk
into single steps.

Then add them up.
2024-01-12 10:00:00,124 - Best L2 weights: Decide.
2024-01-12 10:00:00,125 - TRAINING TOKEN COST: 12
`;

const results = {
  navigate: {
    training: [
      { step: 0, layers: ['a', 'b'], metrics: { dev_acc: 0.5 } },
      { step: 1, layers: ['c', 'd'], metrics: { dev_acc: 0.75 } },
      { step: 2, layers: ['e', 'f'], metrics: { dev_acc: 0.75 } },
      { step: 3, layers: ['g', 'h'], metrics: { dev_acc: null } },
    ],
  },
};

function fromJson(value: unknown, position: 'first' | 'last'): string {
  return parametersFrom(value, position).instruction;
}

function parametersFrom(value: unknown, position: 'first' | 'last'): LayerParameters {
  return parsePromptJson({
    path: 'run.json',
    content: JSON.stringify(value),
    position,
    dataset: 'navigate',
  });
}

describe('parsePromptLog', () => {
  it('takes every line of a prompt', () => {
    expect(parsePromptLog({ path: 'o.log', content: log, position: 'first' })).toBe(
      'Break the walk\ninto single steps.\n\nThen add them up.',
    );
    expect(parsePromptLog({ path: 'o.log', content: log, position: 'last' })).toBe('Decide.');
  });

  it('reads a log without times, as the terminal shows it', () => {
    const content =
      'Best L1 weights: one\ntwo\nBest L2 weights: three\nfour\nTRAINING TOKEN COST: 1\n';
    expect(parsePromptLog({ path: 'o.log', content, position: 'first' })).toBe('one\ntwo');
    expect(parsePromptLog({ path: 'o.log', content, position: 'last' })).toBe('three\nfour');
  });

  it('refuses a log without prompts, and the missing layer of a one-layer run', () => {
    expect(() => parsePromptLog({ path: 'o.log', content: '', position: 'last' })).toThrow(
      'no line says "Best L2 weights:"',
    );
    const content = 'Best L1 weights: None\nBest L2 weights: x\n';
    expect(() => parsePromptLog({ path: 'o.log', content, position: 'first' })).toThrow(
      'no such layer',
    );
  });
});

describe('parsePromptJson', () => {
  it('takes the prompts of the best validated step, the first among equals', () => {
    expect(fromJson(results, 'first')).toBe('c');
    expect(fromJson(results, 'last')).toBe('d');
  });

  it('takes best_weights, one prompt or several', () => {
    expect(fromJson({ navigate: { best_weights: 'x' } }, 'first')).toBe('x');
    expect(fromJson({ navigate: { best_weights: 'x' } }, 'last')).toBe('x');
    expect(fromJson({ navigate: { best_weights: ['x', 'y'] } }, 'last')).toBe('y');
  });

  it('takes the parameters of a trained network, demonstrations included', () => {
    const parameters = { instruction: 'y', demonstrations: [{ input: '1', output: 'one' }] };
    expect(
      parametersFrom(
        { layers: [{ parameters: { ...parameters, instruction: 'x' } }, { parameters }] },
        'last',
      ),
    ).toEqual(parameters);
  });

  it('takes the prompts of a network of an earlier version', () => {
    expect(fromJson({ layers: [{ prompt: 'x' }, { prompt: 'y' }] }, 'last')).toBe('y');
  });

  it('lists the datasets of a file that lacks the one asked for', () => {
    expect(() => fromJson({ subj: {}, trec: {} }, 'last')).toThrow(
      'it has nothing under navigate (it has subj, trec)',
    );
    expect(() => fromJson([], 'last')).toThrow(
      expect.objectContaining({ name: 'RunFileError', code: 'initial-prompt' }),
    );
  });
});

describe('readInitialPrompt', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dln-prompts-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('reads both of two files', async () => {
    const first = join(folder, 'first.json');
    const last = join(folder, 'last.json');
    await writeFile(first, JSON.stringify({ subj: { best_weights: 'one' } }));
    await writeFile(last, JSON.stringify({ subj: { best_weights: 'two' } }));
    const dataset = 'subj';
    expect(await readInitialPrompt({ text: first, position: 'first', dataset })).toEqual(
      instructionOnly('one'),
    );
    expect(await readInitialPrompt({ text: last, position: 'last', dataset })).toEqual(
      instructionOnly('two'),
    );
  });

  it('takes any other text as it is', async () => {
    const options = { position: 'last', dataset: 'subj' } as const;
    expect(await readInitialPrompt({ text: 'Write json.', ...options })).toEqual(
      instructionOnly('Write json.'),
    );
  });

  it('refuses a file that is not there', async () => {
    const text = join(folder, 'missing.json');
    await expect(readInitialPrompt({ text, position: 'last', dataset: 'subj' })).rejects.toThrow(
      'there is no such file',
    );
  });
});
