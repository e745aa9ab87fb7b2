import type { Command } from 'commander';

/** Gives a command the options of the replies that runs share. */
export function addCacheOptions(command: Command): Command {
  return command
    .optionsGroup('Replies:')
    .option(
      '--cache <file>',
      "the file of the replies that runs share (default: replies.sqlite in the user's cache folder; `dln cache stats` shows it)",
    )
    .option(
      '--no-cache',
      'share no replies with other runs; those of the run itself are kept all the same',
    )
    .option('--refresh', 'read no shared replies, and put new ones in their place');
}
