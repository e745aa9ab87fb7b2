import { describe, expect, it } from 'vitest';

import { redact, redactUrl } from './redact.ts';

describe('redact', () => {
  it('takes out the key that was sent, wherever it stands', () => {
    expect(redact('bad key hunter22, not hunter22!', ['hunter22'])).toBe(
      'bad key [redacted], not [redacted]!',
    );
  });

  it('takes out what looks like a key, though it is another', () => {
    expect(redact('Incorrect API key provided: sk-abc***********wxyz.', ['other'])).toBe(
      'Incorrect API key provided: [redacted]',
    );
    expect(redact('header Authorization: Bearer abcdef', [])).toBe(
      'header Authorization: [redacted]',
    );
  });

  it('leaves the placeholder of servers without keys, and words that a short key is part of', () => {
    expect(redact('EMPTY is no model of ks', ['EMPTY', 'k'])).toBe('EMPTY is no model of ks');
  });

  it('takes a key literally, though it holds signs of a pattern', () => {
    expect(redact('key a.c+d, word abc', ['a.c+d'])).toBe('key [redacted], word abc');
  });
});

describe('redactUrl', () => {
  it('keeps the address and drops user, password and query', () => {
    expect(redactUrl('https://user:secret@host:8000/v1?key=hunter2')).toBe('https://host:8000/v1');
  });

  it('leaves what is no URL', () => {
    expect(redactUrl('nonsense')).toBe('nonsense');
  });
});

it.each([
  ['a URL', (key: string) => `GET /v1?key=${encodeURIComponent(key)}&x=1`],
  ['base64', (key: string) => Buffer.from(key).toString('base64')],
  ['basic authentication', (key: string) => `Basic ${Buffer.from(`:${key}`).toString('base64')}`],
  ['base64 after a name', (key: string) => Buffer.from(`ab:${key}`).toString('base64')],
  ['base64 after two letters', (key: string) => Buffer.from(`a:${key}`).toString('base64url')],
])('finds a secret in %s', (_, disguise) => {
  const key = 'hunter22/the+key&more';
  const clean = redact(`It was ${disguise(key)}.`, [key]);
  expect(clean).toContain('[redacted]');
  expect(clean).not.toContain('hunter22');
  expect(Buffer.from(clean, 'base64').toString()).not.toContain('hunter22');
  expect(clean).not.toContain(Buffer.from(key).toString('base64').slice(4, 16));
});
