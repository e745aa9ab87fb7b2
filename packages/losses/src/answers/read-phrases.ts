const IS = String.raw`(?:is|was|are|would be|should be|must be|will be|has to be|ought to be|appears to be|seems to be)(?![\p{L}\p{N}'’])\s*(?:that\s+)?[:：=]?|[:：=→]|[-=]+>|\s[-–—](?=\s)`;
const ADJECTIVES = String.raw`(?:(?:final|correct|right|best|my|predicted|true|most likely|short|likely)\s+)*`;
const NOUNS = String.raw`(?:answer|label|class|category|classification|prediction|verdict|choice|option|sentiment|rating|output)`;
const ASIDE = String.raw`(?:\s*\([^)\n]*\)|\s+(?:to|for|of)\s[^.:\n]{1,80}?|,[^.,\n]{1,40},)?`;
const strongMarker = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(?:${ADJECTIVES}${NOUNS}${ASIDE}\s*(?:${IS})|####+|(?:final\s+)?answer\s*(?=\n)|(?:antwort|réponse|respuesta|risposta|resposta|ответ)\s*(?:ist|est|es|è|é|[:：—-]))|(?:答案|答え|回答)(?:是|为|為|は|[:：])`,
  'giu',
);
const weakMarker =
  /(?:^|[.!?\n]\s*)(?:overall|therefore|thus|hence|in conclusion|in summary|in short|to conclude|ultimately|so)\b,?\s+/giu;
const nextTurn = /\n\s*(?:q|question|input|human|user|problem|example)\s*\d*\s*[:：]/iu;

/**
 * The text after words that announce an answer (`The answer is …`, `Answer: …`, `#### …`), up to
 * the end of the line, last announcement first. Weaker words (`Therefore, …`) come after all
 * others.
 */
export function readPhrases(text: string): readonly string[] {
  return [...afterEach(text, strongMarker), ...afterEach(text, weakMarker)];
}

/** The same without weaker words. */
export function readStrongPhrases(text: string): readonly string[] {
  return afterEach(text, strongMarker);
}

/** Cuts a text before a further question that the model made up. */
export function ownTurn(text: string): string {
  const end = nextTurn.exec(text)?.index;
  return end === undefined || text.slice(0, end).trim() === '' ? text : text.slice(0, end);
}

/** The first sentence of a text, without its final mark. The point of `No. 5` ends no sentence. */
export function firstSentence(text: string): string {
  return (
    /^[\s\S]*?(?=(?<!(?<![\p{L}\p{N}])no(?=\.\s*\p{N}))[.!?;。！？](?:\s|$)|[。！？]|\n|$)/iu
      .exec(text)?.[0]
      .trim() ?? text
  );
}

function afterEach(text: string, marker: RegExp): readonly string[] {
  return [...text.matchAll(marker)]
    .map((match) => firstLine(text.slice(match.index + match[0].length)))
    .filter((phrase) => phrase !== '')
    .reverse();
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim() ?? '';
}
