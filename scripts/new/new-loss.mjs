import { appendRow, insertBefore, insertExport, insertName } from './insert.mjs';
import { parseName } from './names.mjs';

/**
 * A loss of `@dln/losses` that compares texts, its test, and its entries.
 *
 * @type {import('./plan.mjs').Generator}
 */
export function newLoss({ name, read }) {
  const { kebab, snake, camel, words } = parseName(name, 'loss');
  const source = 'packages/losses/src';
  const path = `./${kebab}-loss.ts`;
  const registry = read(`${source}/registry/loss-registry.ts`);
  return {
    package: 'losses',
    created: {
      [`${source}/${kebab}-loss.ts`]: lossOf({ camel, snake, words }),
      [`${source}/${kebab}-loss.test.ts`]: testOf({ camel, words }),
    },
    edited: {
      [`${source}/registry/loss-registry.ts`]: insertBefore(
        registry.replace(/,?\s*\]\.map\(/, `, ${camel}Loss].map(`),
        /^import /m,
        `import { ${camel}Loss } from '.${path}';\n`,
      ),
      [`${source}/registry/loss-registry.test.ts`]: insertName(
        read(`${source}/registry/loss-registry.test.ts`),
        `${snake}_loss`,
      ),
      [`${source}/conformance/loss-checks.test.ts`]: insertBefore(
        read(`${source}/conformance/loss-checks.test.ts`),
        /^ {2}token_f1_loss: /m,
        `  ${snake}_loss: words,\n`,
      ),
      [`${source}/index.ts`]: insertExport(read(`${source}/index.ts`), {
        name: `${camel}Loss`,
        path,
      }),
      [`${source}/exports.test.ts`]: insertName(read(`${source}/exports.test.ts`), `${camel}Loss`),
      'packages/losses/README.md': appendRow(
        read('packages/losses/README.md'),
        /^\| your targets/,
        [`${words} …`, `\`${snake}_loss\``, 'it begins with the target, ignoring case'],
      ),
    },
    change: `New loss \`${snake}_loss\`.`,
    next: [
      `Change the comparison in ${source}/${kebab}-loss.ts, and the claims of its test.`,
      `Its samples in ${source}/conformance/loss-checks.test.ts must be right and wrong for it, too.`,
      'Describe the loss in packages/losses/README.md: losses with partial credit have a table of their own.',
    ],
  };
}

/** @param {{ camel: string, snake: string, words: string }} names */
function lossOf({ camel, snake, words }) {
  return `import { compareEach } from './compare-each.ts';
import type { Loss } from './loss.ts';

/** 0 if the output begins with the target, ignoring case (${words}). */
export const ${camel}Loss: Loss = {
  name: '${snake}_loss',
  postprocess: (text) => text.trim().toLowerCase(),
  compute(outputs, targets) {
    return compareEach(outputs, targets, {
      loss: '${snake}_loss',
      matches: (output, target) => output.startsWith(target),
    });
  },
};
`;
}

/** @param {{ camel: string, words: string }} names */
function testOf({ camel, words }) {
  return `import { describe, expect, it } from 'vitest';
import { computeLosses, ${camel}Loss } from './index.ts';
import { createLossChecks } from './testing/index.ts';

describe('${words} loss', () => {
  const samples = [
    { output: 'Yes, it is.', target: 'yes', isRight: true },
    { output: 'No.', target: 'yes', isRight: false },
    { output: '7', target: '7', isRight: true },
  ];
  for (const { name, run } of createLossChecks({ samples }))
    it(name, (test) => run(${camel}Loss, test));

  it('is 0 if the output is right and 1 if it is wrong', () => {
    const outputs = [' Yes, it is. ', 'No.', 'Größe', ''];
    const targets = ['yes', 'yes', 'größe', 'no'];
    expect(computeLosses(${camel}Loss, outputs, targets)).toEqual([0, 1, 0, 1]);
  });
});
`;
}
