// Python's \w matches letters and number characters of all of Unicode; JavaScript's only ASCII.
const notWord = /[^\p{L}\p{N}_]+/gu;
// Python's \d: the decimal digits of any script.
const digits = /\p{Nd}+/gu;

/**
 * The first word of a text in lower case, or the second if the first is "option":
 * `Option (B) is right` gives `b`. Digits separate words and are removed, so texts of digits only
 * become the empty text.
 *
 * Equals the reference's `postprocess_prediction` (dln/postprocessing.py) character for character.
 * Not idempotent: in lower case, `İ` becomes a letter and a mark.
 */
export function postprocessPrediction(text: string): string {
  const words = text.replace(notWord, ' ').replace(digits, ' ').toLowerCase().split(' ');
  const [first = '', second] = words.filter((word) => word !== '');
  return first === 'option' && second !== undefined ? second : first;
}
