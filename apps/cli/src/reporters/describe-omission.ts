import type { Omission } from '@dln/vi';

const kinds: Readonly<Record<Omission['kind'], string>> = {
  'context-overflow': 'does not fit into the context',
  'content-filter': 'was kept back by a content filter',
  'broken-reply': 'had no readable reply, however often it was asked',
};

const splits: Readonly<Record<Omission['split'], string>> = {
  train: 'the batch',
  dev: 'the dev split',
  test: 'the test split',
};

/** What was left out and why, on one line. */
export function describeOmission(omission: Omission): string {
  const { what, layer, kind, count } = omission;
  const place = layer === null ? '' : `, layer ${layer + 1}`;
  if (what === 'shown-examples') {
    const examples = count === 1 ? 'one example' : `${count} examples`;
    return `a proposal is asked for with ${examples} less (${omission.text}${place}): it ${kinds[kind]}`;
  }
  return `left out: ${nameOf(omission)}${place}: it ${kinds[kind]}${consequenceOf(omission)}`;
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
    case 'shown-examples':
      return text;
  }
}

function consequenceOf({ what, split }: Omission): string {
  return what === 'example' && split !== 'train' ? ', and counts as wrong' : '';
}
