const KEYS = [
  'final_answer',
  'answer',
  'label',
  'class',
  'category',
  'classification',
  'prediction',
  'choice',
  'option',
  'output',
  'result',
  'response',
];
const explanations =
  /reason|expla|rational|thought|think|analysis|justif|confiden|score|probab|step|comment|evidence|id$/iu;
const fence = /```[\w-]*[ \t]*\n?([\s\S]*?)(?:```|$)/gu;
const looseField = new RegExp(
  String.raw`["']?(${KEYS.join('|')})["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)|'([^']*)|([^\s,}"']+))`,
  'giu',
);
const MOST_OBJECTS = 20;

/**
 * The answer of a JSON object in a text, bare or fenced: the value of `answer`, `label`, `class`
 * and similar keys, or of the only field that is not an explanation. Also reads truncated objects
 * and single quotes. Undefined without such an object.
 */
export function readJsonAnswer(text: string): string | undefined {
  const fenced = [...text.matchAll(fence)].map(([, content = '']) => content.trim());
  for (const source of [...fenced.reverse(), text.trim()]) {
    const object = readObject(source);
    const answer = object ? object.answer : readLooseObject(source);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/**
 * From the last opening brace whose object ends at the last closing brace. Undefined without valid
 * JSON; the answer is undefined for `null`, for a list of several values, and without a field that
 * holds it.
 */
function readObject(source: string): { readonly answer: string | undefined } | undefined {
  const end = source.lastIndexOf('}');
  let start = source.lastIndexOf('{', end);
  for (let tries = 0; start !== -1 && tries < MOST_OBJECTS; tries++) {
    const value = parse(source.slice(start, end + 1));
    const isWhole = start === 0 && end === source.length - 1;
    if (value !== undefined) return { answer: answerOf(value, isWhole) };
    start = start === 0 ? -1 : source.lastIndexOf('{', start - 1);
  }
  return undefined;
}

function readLooseObject(source: string): string | undefined {
  if (!source.startsWith('{')) return undefined;
  const [, , double, single, bare] = [...source.matchAll(looseField)].at(-1) ?? [];
  return double ?? single ?? bare;
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** @param mayGuess whether a single field of any name counts */
function answerOf(value: unknown, mayGuess: boolean): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 1 ? answerOf(value[0], mayGuess) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = Object.entries(value).map(([name, field]) => [plainName(name), field] as const);
  for (const key of KEYS.map(plainName)) {
    const field = fields.find(([name]) => name === key);
    if (field) return answerOf(field[1], true);
  }
  const open = fields.filter(([name]) => !explanations.test(name));
  const [only] = open;
  return mayGuess && only && open.length === 1 ? answerOf(only[1], true) : undefined;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/gu, '');
}
