import type { Omission } from '@dln/vi';

const kinds: Readonly<Record<Omission['kind'], string>> = {
  'context-overflow': 'does not fit into the context',
  'content-filter': 'was kept back by a content filter',
  refused: 'was refused by the server',
  'broken-reply': 'had no readable reply',
  'server-error': 'got no reply',
  'module-error': 'is one for which a module fails',
  'invalid-output': 'has an answer that does not match the output schema',
  'cut-by-length': 'was cut at the length limit (--bwd-max-tokens)',
  empty: 'holds no text',
  'unfinished-thinking': 'ends within its reasoning (--bwd-max-tokens)',
};

/** Kinds whose reason is the server's own words. */
const inServersWords: readonly Omission['kind'][] = [
  'refused',
  'broken-reply',
  'server-error',
  'module-error',
  'invalid-output',
];

function reasonOf({ kind, message }: Omission): string {
  const words = message.replace(/\.$/, '');
  return inServersWords.includes(kind) && words !== '' ? `${kinds[kind]} (${words})` : kinds[kind];
}

const splits: Readonly<Record<Omission['split'], string>> = {
  train: 'the batch',
  dev: 'the dev split',
  test: 'the test split',
};

/** What was left out and why, on one line. */
export function describeOmission(omission: Omission): string {
  const { what, layer, count } = omission;
  const place = layer === null ? '' : `, layer ${layer + 1}`;
  if (what === 'shown-examples') {
    const examples = count === 1 ? 'one example' : `${count} examples`;
    return `a proposal is asked for with ${examples} less (${omission.text}${place}): it ${reasonOf(omission)}`;
  }
  if (isKept(omission)) return `kept: ${omission.text}${place}: each ${reasonOf(omission)}`;
  const it = what === 'proposal' && count > 1 ? 'each' : 'it';
  if (what === 'all-proposals')
    return `no proposal is left${place}: the present prompt is compared with memory only`;
  return `left out: ${nameOf(omission)}${place}: ${it} ${reasonOf(omission)}${consequenceOf(omission)}`;
}

/** Whether something that is not whole was used all the same; a summary counts these. */
export function isKept({ what }: Pick<Omission, 'what'>): boolean {
  return what === 'kept-proposal' || what === 'kept-hidden-text';
}

function nameOf({ what, split, example, text, count }: Omission): string {
  const quoted = JSON.stringify(text);
  const where = `example ${(example ?? 0) + 1} of ${splits[split]} (${quoted})`;
  switch (what) {
    case 'example':
      return where;
    case 'hidden-text':
      return `${count === 1 ? 'a hidden text' : `${count} hidden texts`} of ${where}`;
    case 'candidate':
      return `candidate ${quoted}`;
    case 'proposal':
    case 'all-proposals':
    case 'shown-examples':
    case 'kept-proposal':
    case 'kept-hidden-text':
      return text;
  }
}

function consequenceOf({ what, split, purpose }: Omission): string {
  if (purpose === 'bound') return ', and the bound does not cover it';
  return what === 'example' && split !== 'train' ? ', and counts as wrong' : '';
}
