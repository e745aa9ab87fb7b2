/**
 * The forms of a module's name.
 *
 * @typedef {{ kebab: string, snake: string, camel: string, pascal: string, words: string }} Names
 */

/**
 * Parses the name that a user typed, in any of its forms.
 *
 * @param {string} typed Such as `prefix`, `prefix-match` or `prefix_match`.
 * @param {string} [suffix] A last word that the name may have already, such as `loss`.
 * @returns {Names}
 * @throws unless the name consists of words of small letters and digits
 */
export function parseName(typed, suffix) {
  const kebab = typed.replaceAll('_', '-').replace(new RegExp(`-${suffix}$`), '');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab))
    throw new Error(
      `${JSON.stringify(typed)} is not a name. Use small letters, digits and hyphens.`,
    );
  const words = kebab.split('-');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return {
    kebab,
    snake: words.join('_'),
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    words: words.join(' '),
  };
}
