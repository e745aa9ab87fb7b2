import type { ReplySchema } from '@dln/llm';
import type { InputForm } from '@dln/templates/template';
import * as z from 'zod/mini';
import type { AnswerSampleSettings } from '../inference/answer-samples.ts';
import type { ModelAggregate } from '../inference/model-ensemble.ts';
import type { LayerParameters } from '../layers/layer-parameters.ts';
import type { CalibrationName } from '../scoring/class-prior.ts';
import { networkCallingSchema, type NetworkCalling } from './network-calling.ts';
import type { FewShot } from './prediction.ts';

// Only a few kinds of schemas: each kind adds about 1 kB to programs that only predict. A literal of
// several values serves as an enum, and a loose object as a record.

const template = z.strictObject({
  name: z.string(),
  version: z.string(),
  text: z.string(),
  stopTokens: z.nullable(z.array(z.string())),
});

const parameters = z.strictObject({
  instruction: z.string(),
  demonstrations: z.array(z.strictObject({ input: z.string(), output: z.string() })),
});

const calibration = z.strictObject({
  name: z.literal(['contextual', 'batch', 'shares']),
  logPrior: z.nullable(z.array(z.number())),
  inputs: z.array(z.string()),
  shares: z.optional(z.array(z.number())),
  scale: z.optional(z.number()),
});

const outputSchema = z.strictObject({
  name: z.string(),
  schema: z.looseObject({}),
});

/**
 * The format of a saved network: all that answering needs, and how well it did. `parseNetworkFile`
 * reads earlier formats, too.
 */
export const networkFileSchema: z.ZodMiniType<NetworkFile> = z.strictObject({
  format: z.literal('dln-network'),
  formatVersion: z.literal(2),
  layers: z
    .array(
      z.strictObject({
        parameters,
        template,
        residualTemplate: z.nullable(template),
        outputClasses: z.nullable(z.array(z.string())),
        writesClasses: z.boolean(),
        maxTokens: z.int().check(z.positive()),
        outputSchema: z.optional(outputSchema),
        calibration: z.optional(calibration),
      }),
    )
    .check(z.minLength(1)),
  stripOptions: z.boolean(),
  // Files of earlier versions do not have it.
  fewShots: z.optional(z.array(z.strictObject({ input: z.string(), target: z.string() }))),
  preset: z.literal(['standard', 'reference']),
  task: z.strictObject({
    dataset: z.string(),
    instruction: z.string(),
    loss: z.string(),
    input: z.optional(
      z.strictObject({ columns: z.array(z.string()), template: z.nullable(z.string()) }),
    ),
  }),
  trainedWith: z.strictObject({ forward: z.string(), backward: z.string(), score: z.string() }),
  // Files of earlier versions do not have it.
  calling: z.optional(networkCallingSchema),
  scores: z.strictObject({
    devAccuracy: z.nullable(z.number()),
    testAccuracy: z.nullable(z.number()),
  }),
  // Files of earlier versions have neither of the two.
  sampling: z.optional(
    z.strictObject({
      samplesPerExample: z.int().check(z.positive()),
      sampleAggregate: z.literal(['mean', 'pass']),
      passAt: z.nullable(z.int().check(z.positive())),
      sampleTemperature: z.number(),
    }),
  ),
  ensemble: z.optional(
    z.strictObject({
      aggregate: z.literal(['mean', 'minimum']),
      members: z.array(
        z.strictObject({
          name: z.string(),
          model: z.string(),
          weight: z.number(),
          testAccuracy: z.nullable(z.number()),
        }),
      ),
    }),
  ),
  recorded: z.nullish(
    z.strictObject({
      split: z.literal(['train', 'dev', 'test']),
      fingerprint: z.string(),
      accuracy: z.number(),
      answers: z.array(
        z.strictObject({
          input: z.string(),
          hiddenTexts: z.array(z.string()),
          output: z.string(),
        }),
      ),
    }),
  ),
});

/** A template as a network carries it. */
export interface SavedTemplate {
  readonly name: string;
  readonly version: string;
  readonly text: string;
  readonly stopTokens: readonly string[] | null;
}

/** How the class scores of a layer are calibrated. */
export interface SavedCalibration {
  readonly name: CalibrationName;
  /** `[class]`, in nats: what is subtracted. Null if it is not known. */
  readonly logPrior: readonly number[] | null;
  /** What the layer reads to estimate an unknown prior. */
  readonly inputs: readonly string[];
  /** `[class]`: how frequent the classes are, for an unknown prior. @default equally frequent */
  readonly shares?: readonly number[] | undefined;
  /** What scores are multiplied by before the prior is subtracted. @default 1 */
  readonly scale?: number | undefined;
}

/** A layer as a network carries it. */
export interface SavedLayer {
  /** What was learned. */
  readonly parameters: LayerParameters;
  readonly template: SavedTemplate;
  readonly residualTemplate: SavedTemplate | null;
  /** A class each, verbalizers separated by `|`; null for free text. */
  readonly outputClasses: readonly string[] | null;
  readonly writesClasses: boolean;
  readonly maxTokens: number;
  /** The JSON that the layer writes. @default any text */
  readonly outputSchema?: ReplySchema | undefined;
  /** @default scores are not calibrated */
  readonly calibration?: SavedCalibration | undefined;
}

/** What a network answered when it was the best: what it must answer again with the same model. */
export interface RecordedAnswers {
  readonly split: 'train' | 'dev' | 'test';
  /** Of the split's examples: others have another. */
  readonly fingerprint: string;
  readonly accuracy: number;
  /** To some of its examples. */
  readonly answers: readonly {
    readonly input: string;
    readonly hiddenTexts: readonly string[];
    readonly output: string;
  }[];
}

/** The models on which a network was trained. */
export interface SavedEnsemble {
  readonly aggregate: ModelAggregate;
  readonly members: readonly {
    readonly name: string;
    /** Its id. */
    readonly model: string;
    readonly weight: number;
    /** Null if nothing was tested. */
    readonly testAccuracy: number | null;
  }[];
}

/** A trained network as JSON: `network.json` of a run. It names no path, key or time. */
export interface NetworkFile {
  readonly format: 'dln-network';
  readonly formatVersion: 2;
  /** From the input to the output. */
  readonly layers: readonly SavedLayer[];
  /** The first of several layers does not see the answer options. */
  readonly stripOptions: boolean;
  /** Solved examples that stand before each input of a one-layer network. @default none */
  readonly fewShots?: readonly FewShot[] | undefined;
  /** How classes are scored. */
  readonly preset: 'standard' | 'reference';
  readonly task: {
    readonly dataset: string;
    readonly instruction: string;
    readonly loss: string;
    /** How an input is made from the columns of a row. @default inputs are single texts */
    readonly input?: InputForm | undefined;
  };
  /** Ids of the models. */
  readonly trainedWith: {
    readonly forward: string;
    readonly backward: string;
    readonly score: string;
  };
  /** How they were called. Files of earlier versions do not have it. */
  readonly calling?: NetworkCalling | undefined;
  /** What it reached; what it must reach again with the same model. */
  readonly scores: { readonly devAccuracy: number | null; readonly testAccuracy: number | null };
  /** How the answers of `scores` were sampled. @default one answer at temperature 0 */
  readonly sampling?: AnswerSampleSettings | undefined;
  /** The models that `scores` are made of, if there are several. */
  readonly ensemble?: SavedEnsemble | undefined;
  /** Absent if nothing was validated, or if few-shot examples stood before the inputs. */
  readonly recorded?: RecordedAnswers | null | undefined;
}
