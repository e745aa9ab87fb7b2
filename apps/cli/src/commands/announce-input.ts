import type { Surroundings } from '../command-line/surroundings.ts';
import { InputError } from './input-error.ts';

/**
 * Tells a person at a terminal that the command reads what they type; nothing for a file or a pipe.
 */
export function announceInput(
  file: string | undefined,
  { stdin, stderr }: Pick<Surroundings, 'stdin' | 'stderr'>,
): void {
  const isTyped = (file ?? '-') === '-' && 'isTTY' in stdin && stdin.isTTY === true;
  if (isTyped) stderr.write('Type one input per line; Ctrl-D ends.\n');
}

/** @throws InputError if there is no input */
export function requireInput(inputs: readonly unknown[], file: string | undefined): void {
  if (inputs.length > 0) return;
  const place = (file ?? '-') === '-' ? 'Standard input' : file;
  throw new InputError(
    `${place} holds no input. Give inputs as arguments, one per line on standard input, or in a file with --input.`,
  );
}
