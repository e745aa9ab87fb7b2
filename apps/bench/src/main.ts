#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { flagsOfCommand } from '@dln/run';
import { createProgram } from './create-program.ts';
import { failureMessage } from './running/failure-message.ts';
import { note } from './running/print.ts';

// As `dln` does: garbage of a long run would take hundreds of megabytes more.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');

let running: Command | null = null;
const program = createProgram().hook('preAction', (_program, command) => {
  running = command;
});
try {
  await program.parseAsync();
} catch (error) {
  note(failureMessage(error, flagsOfCommand(running)));
  process.exitCode = 1;
}
