import type { ClassMatch } from './class-pattern.ts';

// Negations before a class: not positive, rather than positive, no longer positive.
const deniedBefore =
  /(?:(?:^|[^\p{L}])(?:not|never|neither|nor|without|except|than|instead of|as opposed to|non|cannot be|anything but|no longer|no)|n't)(?:\s+(?:be|really|a|an|the|very|at all|that|option|choice|class|necessarily|exactly|quite|purely|clearly|being|is|to|as|so|simply|just|entirely|particularly))*\s*["'(*`[]*$/iu;
const deniedAfter =
  /^["')*`\]]*\s*(?:isn't|wasn't|aren't|can't be|cannot be|(?:is|was|are|must be|seems|would be)\s+(?:clearly\s+|definitely\s+|also\s+)?(?:not|wrong|incorrect|false|ruled out|impossible|untrue|eliminated|out))(?![\p{L}\p{N}])/iu;
const choosing =
  /(?:option|choice|answer|letter|class|label|category|select|choose|pick|grade|type|numeral)\s*(?::\s*)?["'(*`[]*$/iu;
const nextWord = /^\s+(\p{L}[\p{L}'’]*)/u;
// Words that follow an article or a pronoun only if it is an answer.
const afterLetter = {
  a: new Set(['is', 'because', 'since', 'due', 'and', 'or', 'but']),
  i: new Set(['is', 'because', 'since', 'due', 'or']),
};
// Words that may follow `No` as an answer; `no idea` is not one.
const afterNo = new Set(
  (
    'because since as it there the they he she this that these those you we i not and but so ' +
    'if his her its their my your when while given based'
  ).split(' '),
);
// English words that look like abbreviations of classes.
const smallWords = new Set(
  'us it in or is as at on am an be by do go he if me my of so to up we may who can will'.split(
    ' ',
  ),
);
const afterMay = /^\s+(?:be|have|not|also|well|seem|appear|vary|look)(?!\p{L})/iu;

/**
 * Whether a class found in running text is an answer, and not an article, a pronoun, a dash or a
 * negated word.
 */
export function isMention(text: string, match: ClassMatch): boolean {
  const left = text.slice(0, match.start);
  const right = text.slice(match.end);
  return (
    !isOtherWord(match.text, left, right) && !deniedBefore.test(left) && !deniedAfter.test(right)
  );
}

function isOtherWord(word: string, left: string, right: string): boolean {
  const following = nextWord.exec(right)?.[1]?.toLowerCase();
  const lower = word.toLowerCase();
  if (lower === 'a' || lower === 'i') {
    if (choosing.test(left)) return false;
    return following !== undefined && !afterLetter[lower].has(following);
  }
  if (lower === 'no')
    return (following !== undefined && !afterNo.has(following)) || /^\.\s*\p{N}/u.test(right);
  if (lower === 'may' && afterMay.test(right)) return true;
  if (smallWords.has(lower)) return word === lower && /\p{L}/u.test(`${left}${right}`);
  if (word === '-') return /(?:^|\s)$/u.test(left) && /^\s+\S/u.test(right);
  return false;
}
