import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { instructionOnly, type TrainEvent } from '@dln/vi';
import stringWidth from 'string-width';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RunReporter, RunStart } from '@dln/run';
import { describeSummary } from './describe-summary.ts';
import { createPlainReporter } from './plain-reporter.ts';
import { createProgressReporter } from './progress-reporter.ts';

const start: RunStart = {
  runDirectory: 'runs/navigate-1',
  dataset: 'navigate',
  preset: 'standard',
  models: ['openai-chat:m'],
  metric: 'class_loss: 2 classes compared by class',
  scoring: { answers: 'first token, top 20', hiddenTexts: null },
  layers: 1,
  iterations: 10,
  sizes: { train: 100, dev: 50, test: 25 },
};

const candidate = {
  score: -1,
  standardError: 0,
  examples: 4,
  terms: { likelihood: { value: -1, standardError: 0 } },
  reward: -1,
  lagStandardError: 0,
};

const events: readonly TrainEvent[] = [
  {
    type: 'validated',
    iteration: 0,
    parameters: [instructionOnly('a')],
    devAccuracy: 0.5,
    isBest: true,
    bound: { nats: -0.75, standardError: 0.25, examples: 20, samples: 4 },
    examples: [],
  },
  { type: 'iteration', iteration: 0, parameters: [instructionOnly('a')], devAccuracy: 0.5 },
  {
    type: 'stepped',
    iteration: 0,
    parameters: [instructionOnly('b "c"')],
    runningScore: -1.5,
    runningAccuracy: 0.75,
    info: {
      score: -1.25,
      accuracy: 0.75,
      isErrorFree: false,
      posteriorEntropies: [],
      effectiveSampleSizes: [],
      distinctHiddenTexts: [],
      layers: [
        {
          score: -1.25,
          update: {
            parameters: instructionOnly('b "c"'),
            chosen: 1,
            duplicates: [],
            weights: { likelihood: 1 },
            candidates: [
              { ...candidate, parameters: instructionOnly('a'), origin: 'current' },
              { ...candidate, parameters: instructionOnly('b "c"'), origin: 'proposal' },
            ],
          },
        },
      ],
    },
  },
  { type: 'restored', iteration: 2, parameters: [instructionOnly('a')] },
  {
    type: 'tested',
    iteration: 2,
    parameters: [instructionOnly('a')],
    testAccuracy: 0.625,
    examples: [],
  },
];

function show(reporter: RunReporter, happened = events): void {
  reporter.onStart(start, () => ({
    requestsSent: 1234,
    requestsSaved: 5,
    tokens: 67890,
    dollars: null,
  }));
  for (const event of happened) reporter.onEvent(event);
  reporter.onEnd();
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('createPlainReporter', () => {
  it('writes a line for what happened, and one for each prompt that changed', () => {
    let text = '';
    show(createPlainReporter((more) => (text += more)));
    expect(text).toBe(
      `navigate (100 train, 50 dev, 25 test), 1 layer, openai-chat:m, preset standard
metric   class_loss: 2 classes compared by class
scores of answers: first token, top 20
run directory runs/navigate-1
 0/10  dev accuracy 50.0 %, the best so far; bound -0.7500 ± 0.2500
 1/10  score -1.2500 (running -1.5000), batch accuracy 75.0 %, 1,234 requests, 67,890 tokens
     prompt 1 is now "b \\"c\\""
 2/10  back to the best prompts
test accuracy 62.5 %
`,
    );
  });
});

describe('createProgressReporter', () => {
  function draw(columns = 120): string {
    // A terminal as far as the reporter looks; how many colours it has is read from the
    // environment, as for a real one.
    const getColorDepth = (): number => WriteStream.prototype.getColorDepth();
    const terminal = { isTTY: true, columns, rows: 40, getColorDepth };
    const stream = Object.assign(new PassThrough(), terminal);
    show(createProgressReporter(stream as unknown as NodeJS.WriteStream));
    return String(stream.read());
  }

  it('shows how far the run is, accuracy, score, requests and tokens, and keeps what scrolls by', () => {
    const text = draw();
    expect(text).toMatch(
      /1\/10 {2}.*best dev 50\.0 % {2}score -1\.5000 {2}1,234 requests {2}67,890 tokens/,
    );
    expect(text).toContain('prompt 1 is now');
    expect(text).toContain('test accuracy 62.5 %');
  });

  it.each([40, 80, 120])('never writes into the last of %i columns', (columns) => {
    const prompt = `Étape par étape: ${'漢字かな交じり文 '.repeat(20)}👩‍🚀\tend`;
    const getColorDepth = (): number => 1;
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns, getColorDepth });
    const reporter = createProgressReporter(stream as unknown as NodeJS.WriteStream, () => 0);
    show(reporter, [
      ...events.map((event) =>
        event.type === 'stepped' ? { ...event, parameters: [instructionOnly(prompt)] } : event,
      ),
    ]);
    const lines = String(stream.read()).split(/\n|\r/);
    for (const line of lines) expect(stringWidth(line)).toBeLessThan(columns);
    expect(lines.filter((line) => line.includes('漢字')).length).toBeGreaterThan(1);
  });

  it('uses colours, but not where NO_COLOR is set', () => {
    const colour = '\u001b[36m';
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', '1');
    expect(draw()).toContain(colour);
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('NO_COLOR', '1');
    expect(draw()).not.toContain(colour);
  });
});

describe('describeSummary', () => {
  it('reports that a run was stopped, what is not known, and how to go on', () => {
    const text = describeSummary({
      devAccuracy: 0.5,
      testAccuracy: null,
      baselineAccuracy: null,
      test: null,
      isStoppedEarly: false,
      bestParameters: [instructionOnly('Count.')],
      costs: {
        trainingTokens: 1000,
        testTokens: 0,
        totalTokens: 1000,
        dollars: 0.0123,
        priceDates: ['2026-05-07'],
      },
      requests: { sent: 12, saved: 3, retries: { 'rate-limit': 2, connection: 1 } },
      omitted: { example: 1 },
      classScores: [
        {
          strategy: 'first token, top 20',
          method: 'first-token',
          contexts: 50,
          cells: 100,
          floored: 12,
          unanswered: 3,
        },
      ],
      spent: { requests: 14, tokens: 1100, dollars: 0.0144 },
      estimate: {
        calls: { low: 10, expected: 18, high: 20 },
        requests: { low: 10, expected: 14, high: 16 },
        promptTokens: { low: 800, expected: 900, high: 1200 },
        completionTokens: { low: 100, expected: 200, high: 300 },
        tokens: { low: 900, expected: 1100, high: 1500 },
        dollars: { low: 0.01, expected: 0.02, high: 0.04 },
      },
      cache: {
        hits: 5,
        misses: 12,
        oldest: '2026-05-07T10:00:00.000Z',
        saved: { m: { promptTokens: 1000, completionTokens: 234, requests: 5, dollars: 0.5 } },
      },
      runDirectory: 'runs/a',
      isInterrupted: true,
      reachedCap: null,
    });
    expect(text.split('\n')).toEqual([
      'Stopped before its end; what was learned is kept.',
      'dev accuracy   50.0 %',
      'test accuracy  –',
      'prompt 1       "Count."',
      'requests       12 sent, 3 saved',
      'class scores   first token, top 20; 12 % of cells floored; no class in 3 of 50 contexts',
      'retries        3 (too many requests: 2, broken connections: 1)',
      'left out       examples: 1 (events.jsonl names them)',
      'tokens         1,000',
      'cost           $0.0123 at prices of 2026-05-07; probing and failed attempts may have cost $0.0021 more',
      'estimate       10 – 14 – 16 requests, it sent 12; 900 – 1,100 – 1,500 tokens, it took 1,000; $0.0100 – $0.0200 – $0.0400, it cost $0.0123',
      'cache          5 hits, the oldest stored on 2026-05-07, 12 misses, 1,234 tokens and $0.5000 saved',
      'run directory  runs/a',
      'go on with it  dln resume runs/a',
    ]);
  });
});
