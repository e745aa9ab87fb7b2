import { judgeEach } from '../judge-outputs.ts';
import { LossArgumentError } from '../loss-argument-error.ts';
import type { Loss, LossValue } from '../loss.ts';
import { readJsonObject, type JsonObject } from './read-json-object.ts';

const NAME = 'json_fields_loss';

/** Which fields count. */
export interface JsonFieldsOptions {
  /** Names of fields; `customer.name` is inside an object. @default the fields of each target */
  readonly fields?: readonly string[] | undefined;
  /** Weights by name of a field; others weigh 1. @default all weigh 1 */
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/**
 * The share of a target's fields that the JSON object of the output lacks or has otherwise. Texts
 * are compared trimmed, in one Unicode form and without case; numbers by value, also as texts;
 * lists and objects as a whole. Further fields of the output do not count. An output without a JSON
 * object has loss 1.
 *
 * @throws LossArgumentError from `compute`, for a target that is not a JSON object, or has none of
 * the fields
 */
export function createJsonFieldsLoss({ fields, weights = {} }: JsonFieldsOptions = {}): Loss {
  return {
    name: NAME,
    isTolerant: true,
    compute: (outputs, targets) =>
      judgeEach({ outputs, targets, loss: NAME }, (output, target): LossValue => {
        const wanted = readTarget(target);
        const names = fields ?? Object.keys(wanted);
        const weightOf = (name: string): number => weights[name] ?? 1;
        const total = names.reduce((sum, name) => sum + weightOf(name), 0);
        if (!(total > 0)) throw refuse(target, 'has no field to compare');
        const written = readJsonObject(output);
        if (!written) return { loss: 1, feedback: 'The output has no JSON object.' };
        const wrong = names.filter(
          (name) => !isSame(fieldOf(written, name), fieldOf(wanted, name)),
        );
        if (wrong.length === 0) return 0;
        const loss = wrong.reduce((sum, name) => sum + weightOf(name), 0) / total;
        const shown = wrong.map((name) =>
          describe(name, fieldOf(written, name), fieldOf(wanted, name)),
        );
        return { loss, feedback: `${shown.join('; ')}.` };
      }),
  };
}

function readTarget(target: string): JsonObject {
  const object = readJsonObject(target);
  if (object) return object;
  throw refuse(target, 'is not a JSON object');
}

function refuse(target: string, problem: string): LossArgumentError {
  return new LossArgumentError({
    code: 'invalid-target',
    loss: NAME,
    value: target,
    problem: `the target ${JSON.stringify(target)} ${problem}`,
    remedy: 'Correct the data, or compare texts with answer_text_loss.',
  });
}

function fieldOf(object: JsonObject, path: string): unknown {
  if (Object.hasOwn(object, path)) return object[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as JsonObject)[name]
          : undefined,
      object,
    );
}

function describe(name: string, written: unknown, wanted: unknown): string {
  return written === undefined
    ? `${name} is missing, and should be ${JSON.stringify(wanted)}`
    : `${name} is ${JSON.stringify(written)}, and should be ${JSON.stringify(wanted)}`;
}

function isSame(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === right;
  return JSON.stringify(toPlain(left)) === JSON.stringify(toPlain(right));
}

/**
 * Equal values have equal plain forms: keys are sorted, and texts that are numbers become numbers.
 */
function toPlain(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.normalize('NFC').trim().toLowerCase();
    return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? Number(text) : text;
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, toPlain(inner)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
