import { type Command, CommanderError } from 'commander';
import { createProgram } from '../command-line/create-program.ts';

const silent = { write: () => true };

const program = createProgram({
  stdin: process.stdin,
  stdout: silent,
  stderr: silent,
  cacheFolder: '',
  signal: new AbortController().signal,
});

/** What is wrong with a documented command: an unknown command, flag or argument. */
export function findFault(words: readonly string[]): string | undefined {
  const { command, rest } = findCommand(program, words);
  if (command.commands.length > 0 && rest[0]?.startsWith('-') !== true && rest.length > 0)
    return `unknown command ${rest[0] ?? ''}`;
  try {
    const { operands, unknown } = command.parseOptions([...rest]);
    const flag = unknown.find((word) => word.startsWith('-') && !isHelp(word));
    if (flag !== undefined) return `unknown flag ${flag}`;
    return findExcess(command, operands);
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}

interface Found {
  readonly command: Command;
  readonly rest: readonly string[];
}

function findCommand(program: Command, words: readonly string[]): Found {
  const [name = '', ...rest] = words;
  const next = program.commands.find((command) => command.name() === name);
  return next === undefined ? { command: program, rest: words } : findCommand(next, rest);
}

const isHelp = (word: string): boolean => ['-h', '--help', '-V', '--version'].includes(word);

function findExcess(command: Command, operands: readonly string[]): string | undefined {
  const accepted = command.registeredArguments;
  if (accepted.some(({ variadic }) => variadic)) return undefined;
  return operands.length > accepted.length
    ? `unknown argument ${operands[accepted.length] ?? ''}`
    : undefined;
}
