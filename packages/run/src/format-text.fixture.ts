import { readFile } from 'node:fs/promises';
import { format, type FormatConfig } from 'oxfmt';

const settings = new URL('../../../.oxfmtrc.json', import.meta.url);

/**
 * Formats a generated file as `pnpm format` would.
 *
 * @param name A file name, whose extension tells the language.
 */
export async function formatText(name: string, text: string): Promise<string> {
  const style = JSON.parse(await readFile(settings, 'utf8')) as FormatConfig;
  const { code, errors } = await format(name, text, style);
  const [error] = errors;
  if (error) throw new SyntaxError(`${name} cannot be formatted: ${error.message}`);
  return code;
}
