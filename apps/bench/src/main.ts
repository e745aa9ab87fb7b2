#!/usr/bin/env node
import { createProgram } from './create-program.ts';
import { failureMessage } from './running/failure-message.ts';

try {
  await createProgram().parseAsync();
} catch (error) {
  console.error(failureMessage(error));
  process.exitCode = 1;
}
