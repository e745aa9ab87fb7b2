/** A view of a run. */
export const VIEWS = [
  'overview',
  'candidates',
  'parameters',
  'examples',
  'answers',
  'spending',
  'settings',
  'compare',
] as const;

export type View = (typeof VIEWS)[number];

/** Where in the page a link leads. Absent parts are not chosen. */
export interface Place {
  /** The guide, in place of runs. */
  readonly guide?: 'open';
  readonly run?: string;
  /** A second run, for a comparison. */
  readonly against?: string;
  /** Of results of several datasets. */
  readonly dataset?: string;
  readonly view?: View;
  /** Which answers: `baseline`, `tested`, or those of the validation at `step`. */
  readonly split?: string;
  readonly step?: number;
  /** From 1. */
  readonly layer?: number;
  /** Index of the example in the batch or the split. */
  readonly example?: number;
}

/**
 * Reads a fragment such as `#/run/navigate-1/view/candidates/step/3/layer/2`. Unknown parts are
 * ignored.
 */
export function parsePlace(fragment: string): Place {
  const parts = fragment.replace(/^#?\/?/u, '').split('/');
  const found = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2)
    found.set(parts[at] ?? '', decode(parts[at + 1] ?? ''));
  const view = VIEWS.find((name) => name === found.get('view'));
  return {
    ...(found.get('guide') === 'open' ? { guide: 'open' as const } : {}),
    ...textPart('run', found),
    ...textPart('against', found),
    ...textPart('dataset', found),
    ...textPart('split', found),
    ...(view === undefined ? {} : { view }),
    ...numberPart('step', found),
    ...numberPart('layer', found),
    ...numberPart('example', found),
  };
}

/** Writes a place as a fragment. */
export function formatPlace(place: Place): string {
  const { guide, run, against, dataset, view, split, step, layer, example } = place;
  const parts = Object.entries({ guide, run, against, dataset, view, split, step, layer, example })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}/${encodeURIComponent(String(value))}`);
  return `#/${parts.join('/')}`;
}

function textPart<Name extends string>(
  name: Name,
  found: ReadonlyMap<string, string>,
): Partial<Record<Name, string>> {
  const value = found.get(name);
  return value === undefined || value === '' ? {} : ({ [name]: value } as Record<Name, string>);
}

function numberPart<Name extends string>(
  name: Name,
  found: ReadonlyMap<string, string>,
): Partial<Record<Name, number>> {
  const value = found.get(name);
  return value !== undefined && /^\d{1,9}$/u.test(value)
    ? ({ [name]: Number(value) } as Record<Name, number>)
    : {};
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}
