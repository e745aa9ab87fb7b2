import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomState } from '@dln/random';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLevels, level, qualityOf } from '../models/levels.fixture.ts';
import { rateRound } from '../rater/rate-round.ts';
import { createSimulatedRater } from '../rater/simulated-rater.ts';
import { nextPair } from '../round/next-pair.ts';
import { readGuide } from './read-guide.ts';
import { openGuide, type GuideStart, type OpenGuideOptions } from './open-guide.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dln-guide-'));
});
afterEach(() => rm(directory, { recursive: true }));

const inputs = Array.from({ length: 24 }, (_, at) => ({ text: `input ${at}`, target: null }));

const open = (start: Partial<GuideStart> = {}, options: Partial<OpenGuideOptions> = {}) =>
  openGuide({
    directory,
    models: createLevels(),
    start: { inputs, parameters: [level(1)], seed: 7, ...start },
    now: () => 1000,
    ...options,
  });

const never = (): never => {
  throw new Error('there is no round');
};

const rater = (noise = 0) =>
  createSimulatedRater({
    quality: (_, output) => qualityOf(output),
    noise,
    random: new RandomState(3),
  });

const instruction = (guide: Awaited<ReturnType<typeof open>>): string | undefined =>
  guide.state().current.parameters[0]?.instruction;

const qualityAt = (text: string | undefined): number => Number(text?.split(' ')[1]);

it('accepts what a rater prefers, round after round, and goes on from there', async () => {
  await using guide = await open();
  await guide.startRound();
  expect(await rateRound(guide, rater(), 'ann')).toBe(24);
  const { accepted } = await guide.endRound();
  expect(accepted).not.toBeNull();
  const first = qualityAt(instruction(guide));
  expect([2, 3]).toContain(first);
  await guide.startRound();
  await rateRound(guide, rater(), 'ann');
  await guide.endRound();
  expect([first + 1, first + 2]).toContain(qualityAt(instruction(guide)));
});

it('changes nothing in a round in which all is skipped', async () => {
  await using guide = await open();
  const { pairs } = await guide.startRound();
  const before = guide.state().current;
  for (const { id: pair } of pairs)
    await guide.rate({ type: 'pair', rater: 'ann', pair, verdict: 'skip' });
  expect(await guide.endRound()).toMatchObject({ accepted: null, carried: [] });
  expect(guide.state().current).toEqual(before);
});

it('changes nothing in a round without ratings', async () => {
  await using guide = await open();
  await guide.startRound();
  expect(await guide.endRound()).toMatchObject({ accepted: null, carried: [] });
  expect(instruction(guide)).toBe('level 1');
});

it('has nothing to rate if all candidates answer alike, and goes on', async () => {
  await using guide = await open({}, { models: createLevels({ isMute: true }) });
  expect((await guide.startRound()).pairs).toEqual([]);
  expect(nextPair(guide.state(), guide.state().rounds.at(-1) ?? never(), 'ann')).toBeUndefined();
  expect(await guide.endRound()).toMatchObject({ accepted: null, carried: [] });
  expect(await guide.startRound()).toMatchObject({
    round: 1,
    remarks: [
      'The round has 0 new candidates in place of 4: others were not proposed, or were tried before.',
    ],
  });
});

it('accepts nothing from ties', async () => {
  await using guide = await open();
  const { pairs } = await guide.startRound();
  for (const { id: pair } of pairs)
    await guide.rate({ type: 'pair', rater: 'ann', pair, verdict: 'tie' });
  expect((await guide.endRound()).accepted).toBeNull();
});

it('shows each pair blind: on both sides, in an order that says nothing of the candidate', async () => {
  await using guide = await open();
  const { pairs } = await guide.startRound();
  const { id } = guide.state().current;
  const onLeft = pairs.filter(({ left }) => left === id).length;
  expect(pairs).toHaveLength(96);
  expect(onLeft).toBeGreaterThan(30);
  expect(onLeft).toBeLessThan(66);
  expect(pairs[0]).toHaveProperty('id', 'p0');
});

it('says what is missing after a few ratings', async () => {
  await using guide = await open({ settings: { candidates: 1 } });
  const round = await guide.startRound();
  for (let count = 0; count < 3; count++) {
    const pair = nextPair(guide.state(), round, 'ann');
    const isLeft = pair?.right === guide.state().current.id;
    await guide.rate({
      type: 'pair',
      rater: 'ann',
      pair: pair?.id ?? '',
      verdict: isLeft ? 'left' : 'right',
    });
  }
  const [verdict] = guide.preview()?.verdicts ?? [];
  expect(verdict?.status).toBe('undecided');
  expect(verdict?.ratings.all.pairs).toBe(3);
  expect(verdict?.missing).toEqual([
    { kind: 'ratings', group: 'all', wins: 4 },
    { kind: 'ratings', group: 'held-back', wins: 5 },
  ]);
});

it('accepts nothing that was preferred on inputs of proposals alone', async () => {
  await using guide = await open({ settings: { candidates: 1 } });
  const { pairs } = await guide.startRound();
  const { started, current } = guide.state();
  for (const { id: pair, input, left } of pairs)
    if (started.inputs[input]?.group === 'proposing')
      await guide.rate({
        type: 'pair',
        rater: 'ann',
        pair,
        verdict: left === current.id ? 'right' : 'left',
      });
  const { accepted, verdicts } = await guide.endRound();
  expect(verdicts[0]?.ratings.all.lower).toBeGreaterThan(0);
  expect(verdicts[0]?.missing).toEqual([{ kind: 'ratings', group: 'held-back', wins: 7 }]);
  expect(accepted).toBeNull();
});

it('never judges a candidate by inputs that it demonstrates', async () => {
  const models = createLevels();
  const shown = 'input 3';
  await using guide = await open(
    {
      inputs: inputs.map(({ text }) => ({ text, target: '3' })),
      settings: { candidates: 1, inputsPerRound: 24 },
    },
    {
      models: {
        ...models,
        propose: async () => ({
          proposed: [
            {
              parameters: { ...level(3), demonstrations: [{ input: shown, output: '3' }] },
              proposer: 'demonstrations',
            },
          ],
          remarks: [],
        }),
      },
    },
  );
  const { pairs, outputs } = await guide.startRound();
  const texts = guide.state().started.inputs.map(({ text }) => text);
  expect(outputs).toHaveLength(48);
  expect(pairs.map(({ input }) => texts[input])).not.toContain(shown);
  expect(pairs).toHaveLength(23);
  expect(guide.preview()?.verdicts[0]?.scores.all).toEqual({ difference: 1, inputs: 23 });
});

describe('labels', () => {
  it('veto what raters prefer if it scores worse', async () => {
    const labelled = inputs.map(({ text }) => ({ text, target: '1' }));
    await using guide = await open({ inputs: labelled });
    await guide.startRound();
    await rateRound(guide, rater(), 'ann');
    const { accepted, verdicts } = await guide.endRound();
    expect(accepted).toBeNull();
    expect(verdicts[0]).toMatchObject({
      status: 'rejected',
      missing: [
        { kind: 'score', group: 'all', difference: -1 },
        { kind: 'score', group: 'held-back', difference: -1 },
      ],
    });
  });

  it('agree with what raters prefer if it scores better', async () => {
    const labelled = inputs.map(({ text }) => ({ text, target: '3' }));
    await using guide = await open({ inputs: labelled });
    await guide.startRound();
    await rateRound(guide, rater(), 'ann');
    await guide.endRound();
    expect(instruction(guide)).toBe('level 3');
  });
});

describe('proposals', () => {
  it('learn from ratings and comments of inputs that were not held back, and of no other', async () => {
    const models = createLevels();
    await using guide = await open({}, { models });
    const { pairs } = await guide.startRound();
    const { started, current } = guide.state();
    for (const { id: pair, input, left } of pairs)
      await guide.rate({
        type: 'pair',
        rater: 'ann',
        pair,
        verdict: left === current.id ? 'left' : 'right',
        comment: started.inputs[input]?.group,
      });
    await guide.endRound();
    await guide.startRound();
    const task = models.tasks.at(-1);
    expect(task?.comments).toEqual(['proposing']);
    const shown = new Set(task?.examples.map(({ input }) => input));
    const proposing = started.inputs.filter(({ group }) => group === 'proposing');
    expect(proposing).toHaveLength(12);
    expect(shown).toEqual(new Set(proposing.map(({ text }) => text)));
    expect(task?.examples[0]).toMatchObject({ loss: 0 });
    expect(task?.examples[0]?.target).toBe(task?.examples[0]?.output.output);
  });

  it('show the preferred output as the target of an input on which the current one lost', async () => {
    const models = createLevels();
    await using guide = await open({ settings: { candidates: 1 } }, { models });
    const { pairs } = await guide.startRound();
    const { started, current } = guide.state();
    for (const { id: pair, left } of pairs.slice(0, 3))
      await guide.rate({
        type: 'pair',
        rater: 'ann',
        pair,
        verdict: left === current.id ? 'right' : 'left',
      });
    await guide.endRound();
    await guide.startRound();
    const rated = pairs
      .slice(0, 3)
      .filter(({ input }) => started.inputs[input]?.group === 'proposing');
    const { examples = [] } = models.tasks.at(-1) ?? {};
    expect(examples.map(({ output, target, loss }) => [output.output, target, loss])).toEqual(
      examples.map(({ input }) => [`${input}: quality 1`, `${input}: quality 2`, 1]),
    );
    expect(examples).toHaveLength(rated.length);
  });

  it('are spread over the layers, the last one first', async () => {
    const models = createLevels({ depth: 2 });
    await using guide = await open({ parameters: [level(1), level(1)] }, { models });
    const { candidates } = await guide.startRound();
    expect(candidates.map(({ layer }) => layer)).toEqual([null, 1, 1, 0, 0]);
  });
});

describe('ratings.jsonl', () => {
  it('takes back all that a rater said of a pair with one undo, and then what came before', async () => {
    await using guide = await open();
    await guide.startRound();
    const [first, second] = guide.state().open?.pairs ?? never();
    const rate = (pair: string | undefined, verdict: 'left' | 'right') =>
      guide.rate({ type: 'pair', rater: 'ann', pair: pair ?? never(), verdict });
    await rate(first?.id, 'left');
    await rate(second?.id, 'left');
    await rate(second?.id, 'right');
    await guide.undo('ann');
    expect(guide.state().pairRatings).toMatchObject([{ pair: first?.id, verdict: 'left' }]);
    await guide.undo('ann');
    expect(guide.state().pairRatings).toEqual([]);
    await expect(guide.undo('ann')).rejects.toThrow('Nothing is left to undo in this round.');
  });

  it('keeps every line: an undo is one more, and only of the same rater', async () => {
    await using guide = await open();
    const { pairs } = await guide.startRound();
    const pair = pairs[0]?.id ?? '';
    await guide.rate({ type: 'pair', rater: 'ann', pair, verdict: 'left' });
    await guide.rate({ type: 'pair', rater: 'bob', pair, verdict: 'right' });
    await guide.undo('ann');
    expect(guide.state().pairRatings.map(({ rater }) => rater)).toEqual(['bob']);
    await expect(guide.undo('ann')).rejects.toThrow('Nothing is left to undo in this round.');
    const lines = (await readFile(join(directory, 'ratings.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
      'pair',
      'pair',
      'undo',
    ]);
  });

  it('counts two raters of one pair as one comparison', async () => {
    await using guide = await open({ settings: { candidates: 1 } });
    const { pairs } = await guide.startRound();
    for (const name of ['ann', 'bob'])
      await guide.rate({ type: 'pair', rater: name, pair: pairs[0]?.id ?? '', verdict: 'left' });
    expect(guide.preview()?.verdicts[0]?.ratings.all.pairs).toBe(1);
  });

  it('refuses a pair or a text that the round does not show, and ratings between rounds', async () => {
    await using guide = await open({ parameters: [level(1)] });
    const rating = { type: 'pair', rater: 'ann', pair: 'p999', verdict: 'left' } as const;
    await expect(guide.rate(rating)).rejects.toThrow('No round is open. Start one first.');
    await guide.startRound();
    await expect(guide.rate(rating)).rejects.toThrow('The open round shows no such pair or text.');
    await expect(guide.startRound()).rejects.toThrow('A round is open. End it first.');
  });
});

describe('a session', () => {
  it('continues from its logs, with a half line cut off', async () => {
    const pair = 'p0';
    {
      await using guide = await open();
      await guide.startRound();
      await guide.rate({ type: 'pair', rater: 'ann', pair, verdict: 'left' });
    }
    await appendFile(join(directory, 'ratings.jsonl'), '{"type":"pair","id":"r1"');
    await using guide = await open({ seed: 99, inputs: [] });
    expect(guide.state().pairRatings).toMatchObject([{ pair, verdict: 'left' }]);
    await guide.rate({ type: 'pair', rater: 'ann', pair, verdict: 'right' });
    expect(guide.state().pairRatings).toMatchObject([{ pair, verdict: 'right' }]);
    expect(guide.state().started.seed).toBe(7);
  });

  it('loses no rating that was answered when its process is killed', async () => {
    const script = `
      import { openGuide } from './src/guide/session/open-guide.ts';
      import { createLevels, level } from './src/guide/models/levels.fixture.ts';
      const inputs = Array.from({ length: 24 }, (_, at) => ({ text: 'input ' + at, target: null }));
      const guide = await openGuide({ directory: ${JSON.stringify(directory)}, models: createLevels(),
        start: { inputs, parameters: [level(1)], seed: 7 }, now: () => 1000 });
      const { pairs } = await guide.startRound();
      for (const { id } of pairs) {
        await guide.rate({ type: 'pair', rater: 'ann', pair: id, verdict: 'left' });
        process.stdout.write(id + '\\n');
      }
      setInterval(() => {}, 1000);`;
    const rating = spawn(
      process.execPath,
      ['--conditions=@dln/source', '--input-type=module', '--eval', script],
      { cwd: join(import.meta.dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let answered = '';
    for await (const chunk of rating.stdout) {
      answered += String(chunk);
      if (answered.split('\n').length > 10) rating.kill('SIGKILL');
    }
    await using guide = await open();
    const kept = guide.state().pairRatings.map(({ pair }) => pair);
    const told = answered.trim().split('\n');
    expect(told.length).toBeGreaterThanOrEqual(10);
    expect(kept.slice(0, told.length)).toEqual(told);
    expect(guide.state().open?.round).toBe(0);
  });

  it('is open in one process at a time', async () => {
    await using _guide = await open();
    await expect(open()).rejects.toThrow(`${directory} is open in another process.`);
  });

  it('keeps to its cap on requests', async () => {
    await using guide = await open({ settings: { maxRequestsPerRound: 100 } });
    await expect(guide.startRound()).rejects.toThrow(
      'The round may need 124 requests, and the cap is 100. Raise the cap, or show fewer candidates or inputs.',
    );
  });

  it('needs a folder, not a file', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    for (const path of [file, join(file, 'below')])
      await expect(open({}, { directory: path })).rejects.toThrow(
        `${path} is a file, or lies below one. Name a folder for the session.`,
      );
  });

  it('starts without inputs, and splits those that are added', async () => {
    await using guide = await open({ inputs: [] });
    expect(await guide.estimate()).toBeUndefined();
    await expect(guide.startRound()).rejects.toThrow(
      'A round needs two different inputs or more. Add some first.',
    );
    await expect(guide.addInputs(['one'])).rejects.toThrow('has 1.');
    expect(await guide.addInputs(['one', 'two\nlines', 'one', 'three', 'four'])).toBe(4);
    expect(await guide.addInputs(['one', 'five', 'six'])).toBe(2);
    const groups = guide.state().started.inputs.map(({ group }) => group);
    expect(groups.filter((group) => group === 'held-back')).toHaveLength(3);
    expect(groups).toHaveLength(6);
    expect((await guide.startRound()).outputs).toHaveLength(5 * 6);
  });

  it('keeps added inputs', async () => {
    {
      await using guide = await open();
      await guide.addInputs(['later']);
    }
    await using guide = await open();
    expect(guide.state().started.inputs.at(-1)).toEqual({
      text: 'later',
      target: null,
      group: expect.stringMatching(/^(proposing|held-back)$/),
    });
    expect((await readGuide(directory))?.started.inputs).toHaveLength(25);
  });

  it('writes ratings that come at once under different ids', async () => {
    await using guide = await open();
    const { pairs } = await guide.startRound();
    const written = await Promise.all(
      ['ann', 'bob', 'cid'].map((name) =>
        guide.rate({ type: 'pair', rater: name, pair: pairs[0]?.id ?? '', verdict: 'left' }),
      ),
    );
    expect(written.map(({ id }) => id)).toEqual(['r0', 'r1', 'r2']);
  });

  it('ends a round once, also if two raters end it at once', async () => {
    await using guide = await open();
    await guide.startRound();
    const ends = await Promise.allSettled([guide.endRound(), guide.endRound()]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('estimates the next round from the first one on, and leaves the models alone', async () => {
    const models = createLevels();
    await using guide = await open({}, { models });
    expect(await guide.estimate()).toEqual({
      requests: 124,
      tokens: 1240,
      dollars: null,
      cap: null,
      left: null,
    });
    expect(models.spending().requests).toBe(0);
    const { requests } = await guide.startRound();
    expect(requests).toBe(124);
  });

  it('needs inputs that differ', async () => {
    const same = [
      { text: 'a', target: null },
      { text: 'a', target: null },
    ];
    await expect(open({ inputs: same })).rejects.toThrow(
      'A guide needs two different inputs or more, and has 1.',
    );
  });

  it('makes the same round again from the same seed', async () => {
    const other = await mkdtemp(join(tmpdir(), 'dln-guide-'));
    await using one = await open();
    await using two = await open({}, { directory: other });
    expect((await two.startRound()).pairs).toEqual((await one.startRound()).pairs);
    await rm(other, { recursive: true });
  });
});

it('finds the better parameters in spite of a rater who errs once in ten times', async () => {
  await using guide = await open({ settings: { ratingsPerRound: 40 } });
  await guide.startRound();
  await rateRound(guide, rater(0.1), 'ann');
  await guide.endRound();
  expect(['level 2', 'level 3']).toContain(instruction(guide));
});
