import type { Block } from 'dln-markdown';

interface PageBlock extends Block {
  readonly page: string;
}

const IMPORT = /^import (?:type )?\{([^}]*)\} from '([^']+)';$/gm;

/** The code of a block, with the imports that it takes from earlier blocks of its page. */
export function withEarlierImports(block: PageBlock, blocks: readonly PageBlock[]): string {
  const earlier = blocks.filter(({ page, line }) => page === block.page && line < block.line);
  const known = new Map(earlier.flatMap(({ code }) => importsOf(code)));
  const own = new Set(importsOf(block.code).map(([name]) => name));
  const taken = [...known]
    .filter(([name]) => !own.has(name) && new RegExp(`\\b${name}\\b`).test(block.code))
    .map(([name, from]) => `import { ${name} } from '${from}';`);
  // On the first line, so that the lines of problems stay right.
  return `${taken.join(' ')}${block.code}`;
}

function importsOf(code: string): [name: string, from: string][] {
  return [...code.matchAll(IMPORT)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name): [string, string] => [name, from]),
  );
}
