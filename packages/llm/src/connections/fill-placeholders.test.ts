import { expect, it } from 'vitest';

import { fillPlaceholders } from './fill-placeholders.ts';

const variables = { HOST: 'localhost', PORT: '8000', TRICK: '${HOST}', NONE: '' };
const fill = (text: string): string => fillPlaceholders(text, { variables, place: 'c.yaml:3' });

it('fills in several in one text', () => {
  expect(fill('http://${HOST}:${PORT}/v1')).toBe('http://localhost:8000/v1');
});

it('leaves everything else, lone signs too', () => {
  expect(fill('costs $5, {a}, $HOST and ${')).toBe('costs $5, {a}, $HOST and ${');
});

it('does not search what it filled in', () => {
  expect(fill('${TRICK}')).toBe('${HOST}');
});

it('fills in an empty variable, and names one that is not set', () => {
  expect(fill('[${NONE}]')).toBe('[]');
  expect(() => fill('${MY_KEY}')).toThrow(
    expect.objectContaining({ code: 'unset-environment-variable' }),
  );
  expect(() => fill('${MY_KEY}')).toThrow(
    'The environment variable MY_KEY is not set; c.yaml:3 needs it.',
  );
});
