import type { SettingKind } from './setting.ts';

/** What a setting accepts, in words that follow "expects". */
export function describeAcceptance(kind: SettingKind): string {
  switch (kind.type) {
    case 'boolean':
      return kind.auto === true ? 'true, false or auto' : 'true or false';
    case 'integer':
      return `a whole number${describeRange(kind)}`;
    case 'number':
      return `a number${describeRange(kind)}`;
    case 'text':
      return 'text';
    case 'texts':
      return 'texts, one for each layer';
    case 'choice':
      return kind.choices.join(' or ');
  }
}

function describeRange(range: {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusive?: boolean;
}): string {
  const { minimum, maximum, exclusive = false } = range;
  if (minimum === undefined) return '';
  if (maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return exclusive ? ` above ${minimum}` : ` of at least ${minimum}`;
}
