import type { Example } from '../example.ts';

/**
 * Renders examples in the form of BIG-Bench Hard: JSON with one example per line.
 *
 * @param head - fields before the examples; `undefined` is left out
 */
export function renderExamples(
  head: Readonly<Record<string, string | undefined>>,
  examples: readonly Example[],
): string {
  const entries = Object.entries(head).filter(([, value]) => value !== undefined);
  const said = entries.map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  const lines = examples.map((example) => `    ${JSON.stringify(example)}`);
  return `{\n${said.join('')}  "examples": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
