import { expect, it } from 'vitest';
import { redact, secretMargin } from './redact.ts';

it('overwrites every place of every secret and keeps the length', () => {
  const bytes = Buffer.from('key sk-12345678, again sk-12345678; é hunter22');
  expect(redact(bytes, ['sk-12345678', 'hunter22']).toString()).toBe(
    'key ***********, again ***********; é ********',
  );
});

it('overwrites a secret that JSON has escaped', () => {
  const line = JSON.stringify({ text: 'pass"word\\1' });
  expect(redact(Buffer.from(line), ['pass"word\\1']).toString()).toBe('{"text":"*************"}');
});

it('needs a margin of one byte less than the longest secret', () => {
  expect(secretMargin(['12345678', 'é2345678'])).toBe(8);
  expect(secretMargin([])).toBe(0);
});
