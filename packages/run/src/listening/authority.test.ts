import { describe, expect, it } from 'vitest';
import { isLoopbackHost, parseAuthority, parseOrigin, showAuthority } from './authority.ts';

describe('parseAuthority', () => {
  it.each([
    ['localhost:7331', { host: 'localhost', port: 7331 }],
    ['LOCALHOST.:7331', { host: 'localhost', port: 7331 }],
    ['127.0.0.1', { host: '127.0.0.1', port: 80 }],
    ['[0:0:0:0:0:0:0:1]:80', { host: '::1', port: 80 }],
    ['studio.example', { host: 'studio.example', port: 80 }],
  ])('reads %s', (value, expected) => {
    expect(parseAuthority(value)).toEqual(expected);
  });

  it.each([
    '',
    'a b',
    'localhost:',
    'localhost:0',
    'localhost:65536',
    'user@localhost',
    'localhost/x',
    'localhost,evil.example',
    '::1',
    '[127.0.0.1]',
    '[::1',
    '*.example',
    '-a.example',
    '2130706433',
    '127.1',
  ])('refuses %j', (value) => {
    expect(parseAuthority(value)).toBeUndefined();
  });
});

describe('parseOrigin', () => {
  it('reads an http origin', () => {
    expect(parseOrigin('http://[::1]:7331')).toEqual({ host: '::1', port: 7331 });
  });

  it.each(['null', 'https://localhost', 'http://localhost/', 'http://a@localhost', 'file://', ''])(
    'refuses %j',
    (value) => {
      expect(parseOrigin(value)).toBeUndefined();
    },
  );
});

it.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['192.168.0.2', false],
  ['127.example', false],
  ['localhost.example', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopbackHost(host)).toBe(expected);
});

it('shows authorities as URLs have them', () => {
  expect(showAuthority({ host: '::1', port: 80 })).toBe('[::1]');
  expect(showAuthority({ host: 'localhost', port: 7331 })).toBe('localhost:7331');
});
