import { appendRow, insertExport, insertName } from './insert.mjs';
import { parseName } from './names.mjs';

/**
 * A language model of `@dln/llm` that calls another library, its test, and its entries.
 *
 * @type {import('./plan.mjs').Generator}
 */
export function newModel({ name, read }) {
  const { kebab, pascal, words } = parseName(name, 'model');
  const source = 'packages/llm/src';
  const file = `functions/create-${kebab}-model`;
  const create = `create${pascal}Model`;
  const readme = 'packages/llm/README.md';
  const index = insertExport(read(`${source}/index.ts`), { name: create, path: `./${file}.ts` });
  return {
    package: 'llm',
    created: {
      [`${source}/${file}.ts`]: modelOf({ kebab, pascal, words }),
      [`${source}/${file}.test.ts`]: testOf({ kebab, pascal, words }),
    },
    edited: {
      [`${source}/index.ts`]: `${index}export type { ${pascal}Session } from './${file}.ts';\n`,
      [`${source}/exports.test.ts`]: insertName(read(`${source}/exports.test.ts`), create),
      [readme]: appendRow(read(readme), /^\| where\s/, [
        words,
        `\`${create}(session)\``,
        'no',
        'no',
      ]),
    },
    change: `\`${create}\`: a model of ${words} as a \`LanguageModel\`.`,
    next: [
      `Change the interface and the call in ${source}/${file}.ts to those of the library.`,
      'Add scoreText and nextToken if the library gives log-probabilities',
      '(contributing/new-language-model.md). Whatever else you export goes into src/index.ts and',
      'src/exports.test.ts.',
    ],
  };
}

/** @param {{ kebab: string, pascal: string, words: string }} names */
function modelOf({ kebab, pascal, words }) {
  return `import type { LanguageModel } from '../language-model.ts';
import { fromFunction, type TextFunctionOptions } from './from-function.ts';

/** The part of ${words} that the model calls. */
export interface ${pascal}Session {
  complete(prompt: string, options: TextFunctionOptions): Promise<string>;
}

/**
 * A model of ${words}. It generates, with plain text as prompts; it does not score texts.
 *
 * @param session A session that the caller has opened, and closes.
 */
export function create${pascal}Model(session: ${pascal}Session): LanguageModel {
  return fromFunction((prompt, options) => session.complete(prompt, options), { id: '${kebab}' });
}
`;
}

/** @param {{ kebab: string, pascal: string, words: string }} names */
function testOf({ kebab, pascal, words }) {
  return `import { describe, expect, it } from 'vitest';
import { createConformanceChecks } from '../testing/index.ts';
import { create${pascal}Model } from './create-${kebab}-model.ts';

describe('a model of ${words}', () => {
  const session = { complete: async (prompt: string) => \`re: \${prompt.slice(0, 5)}\` };

  for (const { name, run } of createConformanceChecks())
    it(name, (test) => run(create${pascal}Model(session), test));

  it('returns the text of the session', async () => {
    const [reply] = await create${pascal}Model(session).generate([{ prompt: 'Hello, world' }]);
    expect(reply).toMatchObject({ text: 're: Hello' });
  });
});
`;
}
