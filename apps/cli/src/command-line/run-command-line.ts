import { type Command, CommanderError } from 'commander';
import { flagsOfCommand, readEnvironment } from '@dln/run';
import { createProgram } from './create-program.ts';
import { describeError } from './describe-error.ts';
import { createPrinter } from './create-printer.ts';
import type { Surroundings } from './surroundings.ts';

/** The exit status of a command that was stopped with Ctrl-C: 128 + SIGINT. */
const interrupted = 130;

/** The exit status of a run that ended at a cap. */
const atCap = 3;

/** The two last ones end a run before it has begun. */
const CAP_CODES: readonly unknown[] = ['cap-reached', 'budget-exceeded', 'time-cap'];

/**
 * Runs one command.
 *
 * @param args what follows the command's own name
 * @returns the exit status: 0 done, 1 refused or failed, 3 ended at a cap, 130 stopped by the user
 */
export async function runCommandLine(
  args: readonly string[],
  given: Surroundings,
): Promise<number> {
  const { signal } = given;
  const stdout = createPrinter(given.stdout);
  const stderr = createPrinter(given.stderr);
  const surroundings = { ...given, stdout, stderr };
  const program = createProgram(surroundings);
  let running: Command | null = null;
  program.hook('preAction', (_program, command) => {
    running = command;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return signal.aborted ? interrupted : 0;
  } catch (error) {
    // Commander has told people already, or was asked for help.
    if (error instanceof CommanderError) return error.exitCode;
    if (signal.aborted) return interrupted;
    const environment = readEnvironment();
    const isDebugging = environment.isDebugging || program.opts()['verbose'] === true;
    stderr.write(
      `dln: ${describeError(error, { ...environment, isDebugging }, { flags: flagsOfCommand(running) })}\n`,
    );
    return error instanceof Error && 'code' in error && CAP_CODES.includes(error.code) ? atCap : 1;
  }
}
