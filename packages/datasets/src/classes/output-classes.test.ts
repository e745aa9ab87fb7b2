import { describe, expect, it } from 'vitest';
import { OutputClasses } from './output-classes.ts';

describe('OutputClasses', () => {
  const classes = new OutputClasses(['a|A', 'b|B']);

  it('names a class after its first verbalizer', () => {
    expect(classes.names).toEqual(['a', 'b']);
    expect(classes.verbalizers).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ]);
  });

  it('finds the class of each of its verbalizers', () => {
    expect(['a', 'A', 'b', 'B'].map((target) => classes.indexOf(target))).toEqual([0, 0, 1, 1]);
  });

  it('finds the class of a target that differs in brackets or capitals alone', () => {
    expect(classes.indexOf('(B)')).toBe(1);
    expect(new OutputClasses(['yes', 'no']).indexOf('No.')).toBe(1);
  });

  it('prefers the very text where classes differ in capitals alone', () => {
    const cases = new OutputClasses(['polish', 'Polish']);
    expect([cases.indexOf('polish'), cases.indexOf('Polish')]).toEqual([0, 1]);
    expect(() => cases.indexOf('POLISH')).toThrow('belongs to several (polish, Polish)');
  });

  it.each([
    ['POS', 0],
    [' "pos" ', 0],
    ['cafe\u0301', 1],
    ['CAFÉ', 1],
    ['ｃａｆé', 1],
    ['very_good', 2],
    ['Very Good.', 2],
    ['STRASSE', 3],
    ['−5', 4],
  ])('finds the class of %j whatever its case and Unicode form', (target, position) => {
    const named = new OutputClasses(['positive|pos', 'café', 'very good', 'Straße', '-5']);
    expect(named.indexOf(target)).toBe(position);
  });

  it('takes a target with other signs for no class', () => {
    const languages = new OutputClasses(['C', 'Java']);
    expect(languages.has('C++')).toBe(false);
    expect(new OutputClasses(['1', '2']).has('-1')).toBe(false);
  });

  it('keeps classes apart that are signs', () => {
    const signs = new OutputClasses(['+', '-']);
    expect([signs.indexOf('+'), signs.indexOf('-')]).toEqual([0, 1]);
    expect(signs.has('*')).toBe(false);
  });

  it('lists the classes if a target belongs to none', () => {
    expect(() => classes.indexOf('(C)', 'letters')).toThrow(
      expect.objectContaining({ code: 'target-without-class', value: '(C)', dataset: 'letters' }),
    );
    expect(() => classes.indexOf('(C)', 'letters')).toThrow(
      'letters: the target "(C)" belongs to no class; it must belong to exactly one of: a|A, b|B.',
    );
  });

  it.each([
    [['yes'], 'there must be two or more'],
    [['yes|', 'no'], 'one has an empty name'],
    [['yes|y', 'no|y'], '"y" belongs to two of them'],
    [['caf\u00e9', 'cafe\u0301'], 'belongs to two of them'],
  ])('refuses the list %j', (specifications, problem) => {
    expect(() => new OutputClasses(specifications)).toThrow(
      expect.objectContaining({ code: 'invalid-classes', value: specifications }),
    );
    expect(() => new OutputClasses(specifications)).toThrow(problem);
  });

  it('goes through JSON as the list it was made of', () => {
    expect(JSON.stringify(classes)).toBe('["a|A","b|B"]');
  });
});
