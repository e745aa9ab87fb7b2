import { createClassListError } from './create-class-list-error.ts';
import { exactForm, LABEL_FORMS } from './label-forms.ts';
import { createTargetClassError } from './create-target-class-error.ts';

/**
 * The allowed answers of a task. Each class has one or more verbalizers (texts that name it); the
 * first is the class name, which a network writes.
 *
 * @example
 * const classes = new OutputClasses(['yes|Yes', 'no|No']);
 * classes.names; // ['yes', 'no']
 * classes.indexOf('No'); // 1
 */
export class OutputClasses {
  /** Each class's first verbalizer. */
  readonly names: readonly string[];
  /** `[class][verbalizer]` */
  readonly verbalizers: readonly (readonly string[])[];
  /** The classes in the form of a catalogue: `yes|Yes`. */
  readonly specifications: readonly string[];

  readonly #forms: readonly {
    readonly toKey: (text: string) => string;
    readonly classes: ReadonlyMap<string, ReadonlySet<number>>;
  }[];

  /**
   * @param specifications - one per class, its verbalizers separated by `|`
   * @throws DatasetArgumentError for fewer than two classes, an empty verbalizer, or one shared by
   * two classes
   */
  constructor(specifications: readonly string[]) {
    this.specifications = [...specifications];
    this.verbalizers = specifications.map((specification) => specification.split('|'));
    check(this.specifications, this.verbalizers);
    this.names = this.verbalizers.map((verbalizers) => verbalizers[0] ?? '');
    this.#forms = LABEL_FORMS.map((toKey) => ({ toKey, classes: index(this.verbalizers, toKey) }));
  }

  /** Number of classes. */
  get size(): number {
    return this.names.length;
  }

  /**
   * The class that a target belongs to: the one with this verbalizer, otherwise one that differs
   * only in case, Unicode form or surrounding marks: `(A)` belongs to `a|A`.
   *
   * @param dataset - for the error message
   * @throws DatasetArgumentError unless exactly one class matches
   */
  indexOf(target: string, dataset?: string): number {
    const matches = this.#find(target);
    const [match] = matches;
    if (match !== undefined && matches.length === 1) return match;
    throw createTargetClassError({
      dataset,
      target,
      classes: this.specifications,
      matches: matches.map((position) => this.specifications[position] ?? ''),
    });
  }

  /** Whether a target belongs to exactly one class. */
  has(target: string): boolean {
    return this.#find(target).length === 1;
  }

  /** The list to pass to the constructor. */
  toJSON(): readonly string[] {
    return this.specifications;
  }

  #find(target: string): number[] {
    let found: readonly number[] = [];
    for (const { toKey, classes } of this.#forms) {
      const key = toKey(target);
      const owners = key === '' ? undefined : classes.get(key);
      if (owners) found = [...owners];
      if (owners?.size === 1) break;
    }
    return [...found];
  }
}

function check(
  specifications: readonly string[],
  verbalizers: readonly (readonly string[])[],
): void {
  if (specifications.length < 2) {
    throw createClassListError(specifications, 'there must be two or more');
  }
  const owners = new Map<string, number>();
  verbalizers.forEach((texts, position) => {
    for (const text of texts) {
      if (text.trim() === '') throw createClassListError(specifications, 'one has an empty name');
      const key = exactForm(text);
      const owner = owners.get(key) ?? position;
      if (owner !== position) {
        throw createClassListError(specifications, `"${text}" belongs to two of them`);
      }
      owners.set(key, position);
    }
  });
}

function index(
  verbalizers: readonly (readonly string[])[],
  toKey: (text: string) => string,
): ReadonlyMap<string, ReadonlySet<number>> {
  const classes = new Map<string, Set<number>>();
  verbalizers.forEach((texts, position) => {
    for (const key of texts.map(toKey).filter((text) => text !== '')) {
      classes.set(key, (classes.get(key) ?? new Set()).add(position));
    }
  });
  return classes;
}
