#!/usr/bin/env node
import { keepHeapSmall } from './command-line/keep-heap-small.ts';

// Before anything else is loaded: a heap that has grown stays large. Garbage of a long run would
// take hundreds of megabytes more, and an import makes little else.
const [command, action] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
keepHeapSmall(command === 'cache' && action === 'import' ? 20 : 50);

await import('./start.ts');
