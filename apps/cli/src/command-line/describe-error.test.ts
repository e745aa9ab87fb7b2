import { describe, expect, it } from 'vitest';
import { readEnvironment } from '@dln/run';
import { describeError } from './describe-error.ts';

class Mendable extends Error {
  readonly userFacing = true;
}

const environment = readEnvironment({ OPENAI_API_KEY: 'secret-of-mine', HOME: '/home/someone' });

describe('describeError', () => {
  it('shows the message alone of an error that people can mend', () => {
    expect(describeError(new Mendable('Name a file.'), environment)).toBe('Name a file.');
  });

  it('names the command of a hint, too, the way that the program was started', () => {
    const error = Object.assign(new Mendable('It holds a run; see dln runs.'), {
      code: 'run-exists',
      runDirectory: 'runs/a',
    });
    const shown = describeError(error, environment, { program: 'node main.js' });
    expect(shown).toBe('It holds a run; see node main.js runs.\nnode main.js resume runs/a');
  });

  it('shows no secret, wherever it comes from', () => {
    const error = new Mendable('The server said: bad key secret-of-mine');
    expect(describeError(error, environment)).toBe('The server said: bad key [redacted]');
    const defect = describeError(new Error('secret-of-mine'), {
      ...environment,
      isDebugging: true,
    });
    expect(defect).not.toContain('secret-of-mine');
  });

  it('shows no stack of a defect, but how to see it', () => {
    const shown = describeError(new TypeError('x is not a function'), environment);
    expect(shown).toBe(
      'This is a defect of dln itself: x is not a function\nRun it again with --verbose, or with DEBUG=dln, to see its origin.',
    );
  });

  it('shows the stack where that was asked for', () => {
    const shown = describeError(new TypeError('x'), readEnvironment({ DEBUG: 'http,dln' }));
    expect(shown).toContain('describe-error.test.ts');
  });
});
