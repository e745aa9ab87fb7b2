import { format } from 'oxfmt';
import style from '../../../.oxfmtrc.json' with { type: 'json' };

/**
 * Formats a generated file as `pnpm format` would.
 *
 * @param name A file name, whose extension tells the language.
 */
export async function formatText(name: string, text: string): Promise<string> {
  const { code, errors } = await format(name, text, style);
  const [error] = errors;
  if (error) throw new SyntaxError(`${name} cannot be formatted: ${error.message}`);
  return code;
}
