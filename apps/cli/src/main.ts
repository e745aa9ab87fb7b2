#!/usr/bin/env node
import { keepHeapSmall } from './command-line/keep-heap-small.ts';

// Before anything else is loaded: a heap that has grown stays large.
const [command, action] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (command === 'cache' && action === 'import') keepHeapSmall(20);

await import('./start.ts');
