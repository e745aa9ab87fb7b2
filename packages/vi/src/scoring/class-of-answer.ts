/**
 * The class that an answer names; undefined where it names none, or several.
 *
 * It is the class whose verbalizer the answer is or begins with, whatever the case; failing that, the only one whose verbalizer stands in
 * it as a word of its own.
 *
 * @param verbalizers `[class][verbalizer]`
 */
export function classOfAnswer(
  answer: string,
  verbalizers: readonly (readonly string[])[],
): number | undefined {
  const text = answer.trim();
  const leading = verbalizers.map((texts) =>
    Math.max(0, ...texts.map((word) => (beginsWith(text, word) ? word.length : 0))),
  );
  const longest = Math.max(0, ...leading);
  if (longest > 0) return onlyIndex(leading.map((length) => length === longest));
  return onlyIndex(verbalizers.map((texts) => texts.some((word) => contains(text, word))));
}

function beginsWith(text: string, word: string): boolean {
  const start = word.trim().toLowerCase();
  return (
    start !== '' && text.toLowerCase().startsWith(start) && !isLetter(text.charAt(start.length))
  );
}

function contains(text: string, verbalizer: string): boolean {
  const word = verbalizer.trim();
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + word.length))) return true;
  }
  return false;
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

function onlyIndex(flags: readonly boolean[]): number | undefined {
  const first = flags.indexOf(true);
  return first === -1 || flags.lastIndexOf(true) !== first ? undefined : first;
}
