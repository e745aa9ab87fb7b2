import { instructionOnly } from '../layers/layer-parameters.ts';

/**
 * Plain JSON of an earlier version, in which a layer's parameters were its prompt: an event of a
 * run, or a training state. Everywhere in it, `prompt` (a text) becomes `parameters` without
 * demonstrations, and `prompts` (texts, one for each layer) likewise. Present JSON stays as it is,
 * and so does the order of its fields.
 */
export function upgradeRecord(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(upgradeRecord);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(upgradeField));
}

function upgradeField([name, value]: readonly [string, unknown]): readonly [string, unknown] {
  if (name === 'prompt' && typeof value === 'string') return ['parameters', instructionOnly(value)];
  if (name === 'prompts' && isTexts(value)) return ['parameters', value.map(instructionOnly)];
  return [name, upgradeRecord(value)];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * A line of a candidate ledger of an earlier version, which has no demonstrations. A present line
 * stays as it is.
 */
export function upgradeCandidate(line: unknown): unknown {
  if (typeof line !== 'object' || line === null || 'demonstrations' in line) return line;
  return Object.fromEntries(
    Object.entries(line).flatMap(([name, value]) =>
      name === 'prompt'
        ? [
            [name, value],
            ['demonstrations', []],
          ]
        : [[name, value]],
    ),
  );
}
