import { describe, expect, it } from 'vitest';
import { listExperiments, loadExperiment } from '../experiments/load-experiment.ts';
import { planCells, type Plan, type PlanRequest } from './plan-cells.ts';

const plan = async (name: string, request: Partial<PlanRequest> = {}): Promise<Plan> =>
  planCells({
    name,
    experiment: await loadExperiment(name),
    model: 'm',
    sweep: [{ label: '', settings: {} }],
    dataDir: 'data',
    ...request,
  });

interface PlannedRow {
  readonly name: string;
  readonly row?: string;
  readonly dataset: string;
  readonly variant?: string;
  readonly model?: string;
}

const afterOneLayer = {
  initP1: '',
  batchSize: 20,
  iters: 20,
  numPSamples: 20,
  numHSamples: 5,
  useHArgmax: false,
  heldOutPromptRanking: true,
  useMemory: 2,
  tolerance: 2,
  pHidden: 'suffix_forward_tbs',
  qHidden: 'suffix_backward_h_np_y',
};

const byAccuracy = {
  batchSize: 20,
  iters: 20,
  numPSamples: 20,
  outputScoringFunction: 'accuracy',
  qPrompt: 'q_action_prompt:v3.5',
  heldOutPromptRanking: true,
  useMemory: 2,
  tolerance: 2,
};

describe('planCells', () => {
  it('resolves every cell of every experiment', async () => {
    const names = await listExperiments();
    const counts = await Promise.all(
      names.map(async (name) => {
        const { cells } = await plan(name, { backwardModel: 'b' });
        return [name, cells.length];
      }),
    );
    // rows × datasets × seeds
    expect(counts).toEqual([
      ['table1', 8 * 9 * 3],
      ['table2', 6 * 5 * 3],
      ['table5', (3 * 4 + 3) * 3],
      ['table6', (4 * 4 + 2 * 3) * 3],
      ['table7', 3 * 3 * 3],
      ['table8', 6 * 4 * 3],
      ['table9', 4 * 4 * 3],
      ['table11', 4 * 9 * 3],
      ['demonstration', (2 * 2 + 2) * 5],
      ['gsm8k', 7 * 3],
      ['small-model', 7 * 5 * 5],
      ['small-model-two-layers', 3 * 2 * 5],
    ]);
  });

  it('gives each cell a separate folder', async () => {
    const { cells } = await plan('table1');
    expect(new Set(cells.map(({ path }) => path)).size).toBe(cells.length);
    expect(cells[0]?.path).toBe('table1/m/paper/hyperbaton/0-shot/seed-13');
  });

  it('lets settings of a dataset and a row override general ones', async () => {
    const { cells } = await plan('table1', { rows: ['DLN-1'], datasets: ['trec'], seeds: [7] });
    expect(cells[0]?.configuration).toMatchObject({
      layers: 1,
      seed: 7,
      batchSize: 20,
      tolerance: 2,
      useMemory: 2,
      heldOutPromptRanking: false,
    });
  });

  it('takes the variant that is made for a model, and its rows only', async () => {
    const { variant, cells } = await plan('table2', { model: 'embedded', datasets: ['navigate'] });
    expect(variant).toBe('embedded');
    expect([...new Set(cells.map(({ name }) => name.row))]).toEqual([
      '0-shot',
      'CoT',
      'APE-15',
      'DLN-1',
      'DLN-2',
    ]);
  });

  it('takes the settings of the published scripts where they are asked for', async () => {
    const { cells } = await plan('table2', { variant: 'scripts', datasets: ['navigate'] });
    expect(cells[0]?.configuration).toMatchObject({ batchSize: 10, trustFactor: 5, iters: 20 });
  });

  it('leaves out rows that need a backward model, and reports it', async () => {
    const { cells, notes } = await plan('table8');
    expect(cells).toHaveLength(4 * 4 * 3);
    expect(notes).toEqual([
      'DLN-1 + other is left out: it needs a separate backward model (--backward-model).',
      'DLN-2 + other is left out: it needs a separate backward model (--backward-model).',
    ]);
  });

  it('puts cells that others begin with before those', async () => {
    const { cells } = await plan('table9', { datasets: ['subj'], seeds: [13] });
    expect(cells.map(({ name, lastPromptFrom }) => [name.row, lastPromptFrom])).toEqual([
      ['DLN-1', null],
      ['end-to-end', null],
      ['fix 2nd', 'table9/m/paper/subj/dln-1/seed-13'],
      ['fine-tune 2nd', 'table9/m/paper/subj/dln-1/seed-13'],
    ]);
  });

  it('refuses a row whose beginning is not selected', async () => {
    await expect(plan('table9', { rows: ['fix 2nd'] })).rejects.toThrow(/add it to --rows/);
  });

  it('cuts all that costs, and leaves few-shot examples', async () => {
    const { cells } = await plan('table1', { limit: 4, datasets: ['mpqa'], seeds: [13] });
    const ape = cells.find(({ name }) => name.row === 'APE-400');
    const shots = cells.find(({ name }) => name.row === '16-shot');
    expect(ape?.method).toEqual({ kind: 'ape', proposals: 4 });
    expect(shots?.configuration).toMatchObject({
      nShots: 16,
      maxTrainSize: 400,
      maxDevSize: 4,
      maxTestSize: 4,
      iters: 4,
      batchSize: 4,
    });
  });

  it('lists the available names for an unknown one', async () => {
    await expect(plan('table2', { datasets: ['mpqa'] })).rejects.toThrow(
      'table2: it has no dataset "mpqa"; it has navigate, date_understanding, ' +
        'logical_deduction_seven_objects, disaster, subj',
    );
    await expect(loadExperiment('table3')).rejects.toThrow(
      expect.objectContaining({ code: 'invalid-experiment' }),
    );
  });

  it('counts a seed once, however often it is named', async () => {
    const { cells } = await plan('table2', {
      rows: ['0-shot'],
      datasets: ['navigate'],
      seeds: [13, 13],
    });
    expect(cells).toHaveLength(1);
  });

  it('refuses a sweep over settings that the plan decides', async () => {
    const sweep = [{ label: 'seed=3', settings: { seed: 3 } }];
    await expect(plan('table2', { sweep })).rejects.toThrow(
      '--set: seed cannot be swept; use --seeds',
    );
  });

  it('has chains of thought think step by step, without the first prompt of trained networks', async () => {
    const { cells } = await plan('table2', { datasets: ['navigate'], seeds: [13] });
    const first = (row: string): unknown =>
      cells.find(({ name }) => name.row === row)?.configuration.initP1;
    expect(first('CoT')).toBeNull();
    expect(first('DLN-2')).toBe('Decompose the problem to make it simpler:');
  });

  // Figures of the published scripts (projects/vi_dln/scripts of the public code).
  it.each<readonly [string, PlannedRow, Readonly<Record<string, unknown>>]>([
    [
      'two_layers_e2e/gsm8k.sh',
      { name: 'gsm8k', row: 'DLN-2', dataset: 'gsm8k' },
      {
        lossFunction: 'number_presence_loss',
        outputScoringFunction: 'logprobs',
        maxTrainSize: 300,
        maxDevSize: 300,
        maxTestSize: 300,
        iters: 10,
        batchSize: 10,
        balanceBatch: false,
        numPSamples: 10,
        numHSamples: 5,
        bwdTemp: 0.7,
        forwardUseClasses: false,
        heldOutPromptRanking: true,
        useMemory: 2,
        tolerance: 2,
        // The script sets 1, which freezes the last layer without classes.
        trustFactor: 0,
        logpPenalty: 1,
        posteriorTemp: 1,
        qHidden: 'suffix_forward_tbs_y|suffix_forward_tbs',
        fwdMaxTokens: 512,
        bwdMaxTokens: 1024,
        p1MaxTokens: 256,
        p2MaxTokens: 20,
      },
    ],
    ...['navigate', 'date_understanding', 'logical_deduction_seven_objects'].flatMap(
      (dataset): readonly (readonly [string, PlannedRow, Readonly<Record<string, unknown>>])[] => [
        [
          `two_layers_fix_2nd, ${dataset}`,
          { name: 'table9', variant: 'scripts', row: 'fix 2nd', dataset },
          {
            ...afterOneLayer,
            qPrompt: 'q_action_prompt:v3.0',
            trainP2: false,
            trustFactor: 0,
            logpPenalty: 0.5,
          },
        ],
        [
          `two_layers_ft_2nd, ${dataset}`,
          { name: 'table9', variant: 'scripts', row: 'fine-tune 2nd', dataset },
          {
            ...afterOneLayer,
            qPrompt: 'q_action_prompt:v3.5',
            trainP2: true,
            trustFactor: 0.25,
            logpPenalty: dataset === 'navigate' ? 2 : 0.5,
          },
        ],
      ],
    ),
    ...(['table2', 'table9'] as const).map(
      (name): readonly [string, PlannedRow, Readonly<Record<string, unknown>>] => [
        `two_layers_e2e/logical_deduction_seven_objects.sh in ${name}`,
        {
          name,
          variant: 'scripts',
          row: name === 'table2' ? 'DLN-2' : 'end-to-end',
          dataset: 'logical_deduction_seven_objects',
        },
        {
          initP2: '',
          batchSize: 10,
          numPSamples: 10,
          numHSamples: 5,
          useMemory: 2,
          logpPenalty: 1,
          posteriorTemp: 0.75,
          trustFactor: 0,
          fwdMaxTokens: 512,
          bwdMaxTokens: 1024,
          p1MaxTokens: 256,
        },
      ],
    ),
    ['one_layer/gpt4_DLN-1.sh', { name: 'table1', model: 'gpt-4', dataset: 'subj' }, byAccuracy],
    ['one_layer/gpt4_DLN-1.sh', { name: 'table11', dataset: 'subj' }, byAccuracy],
  ])(
    'has the settings of %s',
    async (_, { name, row = 'DLN-1', dataset, ...request }, expected) => {
      const { cells } = await plan(name, { ...request, datasets: [dataset], seeds: [13] });
      const cell = cells.find((one) => one.name.row === row);
      expect(cell?.configuration).toMatchObject(expected);
    },
  );

  it('ranks no row of GPT-4 by log-probabilities', async () => {
    for (const name of ['table1', 'table11']) {
      const { cells } = await plan(name, { model: 'gpt-4' });
      expect(cells.map(({ configuration }) => configuration.outputScoringFunction)).toEqual(
        cells.map(() => 'accuracy'),
      );
    }
  });
});
