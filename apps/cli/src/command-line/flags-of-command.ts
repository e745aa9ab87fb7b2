import type { Command } from 'commander';

/** The long flags of a command and of the commands that it belongs to. */
export function flagsOfCommand(command: Command | null): readonly string[] {
  if (!command) return [];
  const own = command.options.flatMap(({ long }) => (long ? [long] : []));
  return [...own, ...flagsOfCommand(command.parent)];
}
