export { readBlocks, type Block } from './read-blocks.ts';
export { listPages } from './list-pages.ts';
export { readShellCommands } from './read-shell-commands.ts';
