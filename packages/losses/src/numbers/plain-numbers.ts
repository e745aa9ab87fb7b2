import { parseDigits } from './parse-digits.ts';

const thinSpace = /(?<=\d)[\u00A0\u2009\u202F](?=\d{3}(?!\d))/gu;
const vulgarAfterDigit = /(?<=\d)(?=[¼-¾⅐-⅞])/gu;
const vulgar = /[¼-¾⅐-⅞]/gu;
const power = /(\d)\s*[×*·x]\s*10\s*\^\s*\{?([+-]?\d+)\}?/gu;

/**
 * Normalizes the numbers in a text for parsing: ASCII digits and minus signs, no thin spaces, `1½`
 * as `1 1/2`, `2 × 10^3` as `2e3`.
 */
export function plainNumbers(text: string): string {
  return parseDigits(text)
    .replaceAll('−', '-')
    .replace(thinSpace, '')
    .replace(vulgarAfterDigit, ' ')
    .replace(vulgar, (character) => character.normalize('NFKC').replace('⁄', '/'))
    .replaceAll('⁄', '/')
    .replaceAll(String.raw`\times`, '×')
    .replace(power, '$1e$2');
}
