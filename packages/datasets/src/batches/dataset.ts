import { RandomState } from '@dln/random';
import type { InputForm } from '@dln/templates/template';
import type { DatasetChoices, GroupedExamples } from '../choices/dataset-choices.ts';
import { standardChoices } from '../choices/standard-choices.ts';
import type { OutputClasses } from '../classes/output-classes.ts';
import { createArgumentError } from '../dataset-argument-error.ts';
import { splitNames, type Example, type Split } from '../example.ts';
import type { OutputSchemaJson } from '../structured/load-output-schema.ts';
import { advancePointer } from './advance-pointer.ts';
import type { Batch } from './batch.ts';
import type { DatasetOptions, DatasetSource } from './dataset-options.ts';
import type { DatasetState } from './dataset-state.ts';
import { groupExamples } from './groups.ts';
import { takeRoundRobin } from './take-round-robin.ts';

/** Options of `randomBatch`. */
export interface RandomBatchOptions {
  /** Balances classes when possible. @default false */
  readonly balance?: boolean;
}

const EVALUATION_SEED = 42; // dev and test are cut the same way in every run, as in the reference

/**
 * Labelled examples in three splits, and batches drawn from them. Drawing advances generators and
 * pointers; `state` and `restore` save and restore them.
 *
 * @example
 * const dataset = await loadDataset({ name: 'navigate', dataDir: 'data', seed: 42 });
 * const { inputs, targets } = dataset.randomBatch('train', 20, { balance: true });
 */
export class Dataset {
  readonly name: string;
  /** The task instruction for a model; empty if the catalogue has none. */
  readonly instruction: string;
  /** The allowed answers; `undefined` if any text is allowed. */
  readonly outputClasses: OutputClasses | undefined;
  readonly sources: readonly DatasetSource[];
  /** Automatic choices made when reading the files, one line each. */
  readonly notes: readonly string[];

  /** How inputs are made from the columns of a row; `undefined` if they are texts. */
  readonly inputForm: InputForm | undefined;

  /** The JSON Schema of the answers; `undefined` if any text is one. */
  readonly outputSchema: OutputSchemaJson | undefined;

  readonly #splits: Readonly<Record<Split, GroupedExamples>>;
  readonly #choices: DatasetChoices;
  readonly #fewShots: number;
  readonly #exampleSeeds: Partial<Record<Split, readonly number[]>> = {};
  readonly #seed: number;
  #generators: Readonly<Record<Split | 'fewShots', RandomState>>;
  #pointers: Readonly<Record<Split, number>> = { train: 0, dev: 0, test: 0 };

  /**
   * @throws DatasetArgumentError if train has too few examples for the requested few-shot examples
   */
  constructor(options: DatasetOptions) {
    const { choices = standardChoices, fewShots = 0, maxSizes = {}, outputClasses } = options;
    this.name = options.name;
    this.instruction = options.instruction ?? '';
    this.outputClasses = outputClasses;
    this.sources = options.sources ?? [];
    this.notes = options.notes ?? [];
    this.inputForm = options.inputForm;
    this.outputSchema = options.outputSchema;
    this.#choices = choices;
    this.#fewShots = fewShots;
    this.#seed = options.seed;
    this.#generators = {
      train: new RandomState(options.seed),
      dev: new RandomState(EVALUATION_SEED),
      test: new RandomState(EVALUATION_SEED),
      fewShots: new RandomState(options.seed),
    };

    const groupOf = (example: Example): string => choices.groupOf(example, outputClasses);
    const group = (examples: readonly Example[]): GroupedExamples => ({
      examples,
      groups: groupExamples(examples, groupOf),
    });
    const cut = (split: Split): GroupedExamples => {
      const whole = group(options.splits[split]);
      const size = maxSizes[split] ?? 0;
      if (!Number.isInteger(size)) {
        const wanted = 'an integer; 0 or less is no limit';
        throw createArgumentError({ argument: `most ${split} examples`, value: size, wanted });
      }
      if (size <= 0 || whole.examples.length === 0) return whole;
      const kept = choices.cut({ ...whole, size, random: this.#generators[split] });
      return group(pick(whole.examples, kept));
    };
    this.#splits = { train: cut('train'), dev: cut('dev'), test: cut('test') };

    const most = choices.mostFewShots(this.#splits.train);
    if (!Number.isInteger(fewShots) || fewShots < 0 || (fewShots > 0 && fewShots > most)) {
      const wanted =
        most === Infinity
          ? 'an integer of 0 or more'
          : `an integer from 0 to ${Math.max(most, 0)}, as many as the training split can give`;
      throw createArgumentError({ argument: 'fewShots', value: fewShots, wanted });
    }
  }

  /** Number of examples in a split. */
  size(split: Split): number {
    return this.#splits[split].examples.length;
  }

  /** The examples of a split, all or those at the given positions, in that order. Draws nothing. */
  examples(split: Split, positions?: readonly number[]): readonly Example[] {
    const { examples } = this.#splits[split];
    if (positions === undefined) return examples;
    for (const position of positions) {
      if (Number.isInteger(position) && position >= 0 && position < examples.length) continue;
      const wanted = `an integer from 0 to ${examples.length - 1}, a position in ${split}`;
      throw createArgumentError({ argument: 'positions', value: position, wanted });
    }
    return pick(examples, positions);
  }

  /**
   * The next examples in order. The last batch may be smaller; after it, the split starts again.
   */
  nextBatch(split: Split, size: number): Batch {
    this.#checkBatchSize(split, size, Infinity);
    const move = { pointer: this.#pointers[split], batchSize: size, splitSize: this.size(split) };
    this.#movePointer(split, advancePointer(move));
    return this.#toBatch(split, range(move.pointer, Math.min(move.pointer + size, move.splitSize)));
  }

  /** Different examples, drawn by the split's generator. */
  randomBatch(split: Split, size: number, { balance = false }: RandomBatchOptions = {}): Batch {
    this.#checkBatchSize(split, size, this.size(split));
    const move = { pointer: this.#pointers[split], batchSize: size, splitSize: this.size(split) };
    this.#movePointer(split, this.#choices.pointerAfterRandomBatch(move));
    const random = this.#generators[split];
    if (!balance) {
      return this.#toBatch(split, random.choices(this.size(split), size, { replace: false }));
    }
    const pools = [...this.#splits[split].groups.values()].map((pool) => random.permutation(pool));
    return this.#toBatch(split, takeRoundRobin(random.permutation(pools), size));
  }

  /** Iterates once over a split in order, without moving the pointer of `nextBatch`. */
  *iterate(split: Split, batchSize: number): Generator<Batch, void, undefined> {
    this.#checkBatchSize(split, batchSize, Infinity);
    for (let start = 0; start < this.size(split); start += batchSize) {
      yield this.#toBatch(split, range(start, Math.min(start + batchSize, this.size(split))));
    }
  }

  /** Resets `nextBatch` to the start of the split. */
  resetPointer(split: Split): void {
    this.#movePointer(split, 0);
  }

  /** The same dataset in the same state. What is drawn from one changes nothing in the other. */
  copy(): Dataset {
    const copy = new Dataset({
      name: this.name,
      instruction: this.instruction,
      outputClasses: this.outputClasses,
      splits: {
        train: this.examples('train'),
        dev: this.examples('dev'),
        test: this.examples('test'),
      },
      seed: this.#seed,
      fewShots: this.#fewShots,
      choices: this.#choices,
      sources: this.sources,
      notes: this.notes,
      inputForm: this.inputForm,
      outputSchema: this.outputSchema,
    });
    copy.restore(this.state());
    return copy;
  }

  /** The current state, for `restore`. */
  state(): DatasetState {
    const { train, dev, test, fewShots } = this.#generators;
    return {
      name: this.name,
      sizes: { train: this.size('train'), dev: this.size('dev'), test: this.size('test') },
      pointers: this.#pointers,
      generators: {
        train: train.state(),
        dev: dev.state(),
        test: test.state(),
        fewShots: fewShots.state(),
      },
    };
  }

  /**
   * Restores a state.
   *
   * @throws DatasetArgumentError if the state belongs to another dataset or other sizes
   */
  restore(state: DatasetState): void {
    const isSame =
      state.name === this.name &&
      splitNames.every((split) => state.sizes[split] === this.size(split));
    if (!isSame) {
      const describe = (name: string, sizes: Readonly<Record<Split, number>>): string =>
        `${name} (${splitNames.map((split) => `${sizes[split]} ${split}`).join(', ')})`;
      throw createArgumentError({
        argument: 'state',
        value: `that of ${describe(state.name, state.sizes)}`,
        wanted:
          `that of ${describe(this.name, this.state().sizes)}: ` +
          'the same data, cut to the same sizes',
      });
    }
    this.#pointers = { ...state.pointers };
    this.#generators = {
      train: RandomState.restore(state.generators.train),
      dev: RandomState.restore(state.generators.dev),
      test: RandomState.restore(state.generators.test),
      fewShots: RandomState.restore(state.generators.fewShots),
    };
  }

  #movePointer(split: Split, pointer: number): void {
    this.#pointers = { ...this.#pointers, [split]: pointer };
  }

  #checkBatchSize(split: Split, size: number, most: number): void {
    if (Number.isInteger(size) && size >= 1 && size <= most) return;
    const wanted =
      most === Infinity
        ? 'an integer of 1 or more'
        : `an integer from 1 to ${most}, the number of examples in ${split}`;
    throw createArgumentError({ argument: 'batch size', value: size, wanted });
  }

  #toBatch(split: Split, positions: readonly number[]): Batch {
    const examples = pick(this.#splits[split].examples, positions);
    return {
      inputs: examples.map(({ input }) => input),
      targets: examples.map(({ target }) => target),
      fewShots: this.#drawFewShots(split, positions, examples),
      ...(examples.some(({ fields }) => fields)
        ? { fields: examples.map(({ fields }) => fields) }
        : {}),
    };
  }

  #drawFewShots(
    split: Split,
    positions: readonly number[],
    examples: readonly Example[],
  ): readonly (readonly Example[])[] {
    if (this.#fewShots === 0) return examples.map(() => []);
    const train = this.#splits.train;
    const shots = this.#choices.drawFewShots({
      train,
      count: this.#fewShots,
      random: this.#generators.fewShots,
      split,
      examples,
      randomOfExample: (place) => new RandomState(this.#seedOf(split, positions[place] ?? 0)),
    });
    return shots.map((ofExample) =>
      pick(train.examples, ofExample).map(({ input, target }) => ({ input, target })),
    );
  }

  /** A seed for each example of a split, derived from the dataset's seed. */
  #seedOf(split: Split, position: number): number {
    const seeds = (this.#exampleSeeds[split] ??= new RandomState(this.#seed).integers(
      0,
      2 ** 32,
      this.size(split),
    ));
    return seeds[position] ?? 0;
  }
}

function pick(examples: readonly Example[], positions: readonly number[]): readonly Example[] {
  return positions.flatMap((position) => examples[position] ?? []);
}

function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}
