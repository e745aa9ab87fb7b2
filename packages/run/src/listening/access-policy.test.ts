import { expect, it } from 'vitest';
import { checkTokenLength, createAccessPolicy } from './access-policy.ts';

it('accepts the names of this machine', () => {
  const policy = createAccessPolicy({ host: '127.0.0.1', port: 7331 });
  expect(policy.hosts).toEqual([
    { host: '127.0.0.1', port: 7331 },
    { host: 'localhost', port: 7331 },
  ]);
  expect(policy.isForeign).toBe(false);
});

it('knows that other machines reach an address that is not loopback', () => {
  expect(createAccessPolicy({ host: '192.168.0.2', port: 80 }).isForeign).toBe(true);
});

it('knows that a proxy reaches the server under a foreign name', () => {
  const allowedHosts = ['studio.example'];
  expect(createAccessPolicy({ host: '127.0.0.1', port: 80, allowedHosts }).isForeign).toBe(true);
});

it('refuses all addresses at once without the names of the hosts', () => {
  expect(() => createAccessPolicy({ host: '0.0.0.0', port: 80 })).toThrow(
    '0.0.0.0 stands for every address of this machine. Name the hosts by which clients reach it as well.',
  );
});

it('refuses invalid hosts', () => {
  const allowedHosts = ['http://studio.example'];
  expect(() => createAccessPolicy({ host: '127.0.0.1', port: 80, allowedHosts })).toThrow(
    '"http://studio.example" is not a host. Write name or name:port.',
  );
  expect(() => createAccessPolicy({ host: 'a b', port: 80 })).toThrow(
    '"a b" is not a host to listen at.',
  );
});

it('refuses a token that can be guessed', () => {
  expect(() => {
    checkTokenLength('secret');
  }).toThrow('The token has 6 characters. It needs at least 16.');
});
