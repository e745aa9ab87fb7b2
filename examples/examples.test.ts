import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { availableLosses } from '@dln/losses';
import { expect, it } from 'vitest';

const programs: Readonly<Record<string, readonly string[]>> = {
  'dataset.ts': [
    'Follow the moves and say whether they end where they began.',
    'classes: yes, no',
    'test examples: 50',
    'a batch of 10 with 5 shots each',
    'test answers: { no: 25, yes: 25 }',
    'same batch again: true',
  ],
  'models.ts': [
    'You said: What is sirop d’érable?',
    "[ 'You said: One.', 'You said: Two.' ]",
    'described: forward, backward',
    'You said: Why do programmers prefer dark mode?',
    'requests: 1 prompt tokens: 6',
  ],
  'losses.ts': [
    `available: ${availableLosses().join(', ')}`,
    '[ 1, 0, 1 ]',
    '[ 0 ]',
    '[ 1 ]',
    '0.5',
    'class_loss: 2 classes compared by class',
    '[ 0, 1 ]',
    '[ 0, 0.5 ]',
  ],
  'score.ts': [
    "proposed: [ 'Count the words.', 'Say how it sounds.', 'Think well.' ]",
    "drawn: [ 'It sounds glad.', 'There are four words.' ]",
    '-0.11 It sounds glad.',
    '-0.69 There are four words.',
  ],
  'ai-sdk.ts': [
    'ai-sdk:example.chat:small-model can: generate',
    '0: dev 0.44, prompt "Say whether the review is positive or negative."',
    '1: dev 1.00, prompt "Judge it by its last word."',
    'test: 1.00',
    'The cheese was stale: negative',
  ],
  'train-network.ts': [
    'dev 0.44: Say whether the review is positive or negative.',
    'dev 1.00: Judge it by its last word.',
    'test: 0.56 → 1.00',
    'requests: true',
    'The cheese was stale: negative',
  ],
  'train.ts': [
    '0: dev 0.44, first prompt ""',
    '1: dev 1.00, first prompt "Say how it sounds."',
    'test: 1.00',
    'The cheese was stale: It sounds sad. → negative',
  ],
};

const helpers = ['parrot-server.ts', 'toy-model.ts', 'examples.test.ts', 'projects.test.ts'];

it.each(Object.entries(programs))(
  '%s runs and prints what it says',
  async (file, lines) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=@dln/source', file],
      { cwd: import.meta.dirname, env: { ...process.env, NO_COLOR: '1' } },
    );
    expect(stdout.trimEnd().split('\n')).toEqual(lines);
  },
  30_000,
);

it('there is no program that is not run here', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts'));
  expect(files.sort()).toEqual([...Object.keys(programs), ...helpers].sort());
});
