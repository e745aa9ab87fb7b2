import type { z } from 'zod';
import { kindOf } from './setting-kind.ts';

/** What a type accepts, in words that follow "expects". */
export function describeAcceptance(type: z.ZodType): string {
  const kind = kindOf(type);
  switch (kind.type) {
    case 'boolean':
      return kind.auto ? 'true, false or auto' : 'true or false';
    case 'integer':
      return `a whole number${describeRange(kind)}`;
    case 'number':
      return `a number${describeRange(kind)}`;
    case 'text':
      return 'text';
    case 'texts':
      return 'a list of texts';
    case 'numbers':
      return 'a list of numbers';
    case 'choice':
      return kind.choices.join(' or ');
  }
}

function describeRange(range: {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusive: boolean;
}): string {
  const { minimum, maximum, exclusive } = range;
  if (minimum === undefined) return '';
  if (maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return exclusive ? ` above ${minimum}` : ` of at least ${minimum}`;
}
