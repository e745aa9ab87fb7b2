import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';

import { given } from '../given.ts';
import { createInvalidPricesError } from './invalid-prices-error.ts';
import type { PriceTable } from './price-table.ts';
import { plainValueOf, withinDepth } from '../connections/plain-yaml.ts';

const amount = z
  .number('it takes a number: US dollars per million tokens.')
  .min(0, 'it takes 0 or more: US dollars per million tokens.');

const tableSchema = z.strictObject({
  date: z.iso.date('it takes a day as in 2026-05-07.').optional(),
  hosts: z
    .array(z.string('it takes the names of hosts, as in [api.example.com].'))
    .nonempty('it takes a host at least, or is left out.')
    .optional(),
  models: z.record(
    z.string(),
    z.strictObject(
      { input: amount, output: amount, cached_input: amount.optional() },
      'it takes { input: …, output: … }, in US dollars per million tokens.',
    ),
    'it takes a price for each model, as in gpt-x: { input: 0.5, output: 1.5 }.',
  ),
});

/**
 * Reads a table of prices from YAML.
 *
 * @param file named in errors
 * @throws ModelSettingError `invalid-prices` with line and key
 */
export function parsePrices(yaml: string, file: string): PriceTable {
  const lines = new LineCounter();
  const refuse = (reason: string): Error =>
    createInvalidPricesError({ file, reason: `${reason}.` });
  const document = withinDepth(() => parseDocument(yaml, { lineCounter: lines }), refuse);
  const [error] = document.errors;
  if (error !== undefined) {
    const [reason = ''] = error.message.replace(/ at line [^]*$/, '').split('\n');
    throw createInvalidPricesError({ file, line: error.linePos?.[0].line, reason: `${reason}.` });
  }
  const plain = plainValueOf(document);
  if ('reason' in plain) throw refuse(plain.reason);
  const checked = tableSchema.safeParse(plain.value);
  const [issue] = checked.error?.issues ?? [];
  if (!checked.success) {
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
    throw createInvalidPricesError({
      file,
      line: findLine(document, lines, path),
      key: path.length === 0 ? undefined : path.map(String).join('.'),
      reason: describe(issue, unknown),
    });
  }
  const { date, hosts, models } = checked.data;
  return {
    hosts,
    models: Object.fromEntries(
      Object.entries(models).map(([name, { input, output, cached_input }]) => [
        name,
        { input, output, ...given('cachedInput', cached_input), ...given('date', date) },
      ]),
    ),
  };
}

function describe(issue: z.core.$ZodIssue | undefined, unknown: string | undefined): string {
  if (unknown !== undefined) {
    const known =
      issue?.path.length === 0 ? 'date, hosts and models' : 'input, output and cached_input';
    return `there is no such key here. There are ${known}.`;
  }
  if (issue?.path.length === 0)
    return 'a table of prices begins with models:, and a line for each, as in gpt-x: { input: 0.5, output: 1.5 }.';
  return issue?.message ?? 'it is no price.';
}

/** The line of a key, or of the nearest one around it that is there. */
function findLine(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  let line: number | undefined;
  let node: unknown = document.contents;
  for (const key of path) {
    if (!isMap(node)) break;
    const pair: unknown = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === key,
    );
    if (!isPair(pair) || !isScalar(pair.key)) break;
    if (pair.key.range) line = lines.linePos(pair.key.range[0]).line;
    node = pair.value;
  }
  return line;
}
