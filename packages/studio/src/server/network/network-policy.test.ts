import { expect, it } from 'vitest';
import { createNetworkPolicy } from './network-policy.ts';

const token = 'a-token-of-24-characters';

it('accepts the names of this machine, without a token for reading', () => {
  const policy = createNetworkPolicy({ host: '127.0.0.1', port: 7331, token });
  expect(policy.hosts).toEqual([
    { host: '127.0.0.1', port: 7331 },
    { host: 'localhost', port: 7331 },
  ]);
  expect(policy.readsNeedToken).toBe(false);
});

it('asks for the token for reading if other machines reach the server', () => {
  expect(createNetworkPolicy({ host: '192.168.0.2', port: 80, token }).readsNeedToken).toBe(true);
});

it('asks for the token for reading if a proxy reaches the server under a foreign name', () => {
  const allowedHosts = ['studio.example'];
  const policy = createNetworkPolicy({ host: '127.0.0.1', port: 80, token, allowedHosts });
  expect(policy.readsNeedToken).toBe(true);
});

it('refuses all addresses at once without the names of the hosts', () => {
  expect(() => createNetworkPolicy({ host: '0.0.0.0', port: 80, token })).toThrow(
    '0.0.0.0 stands for every address of this machine. Name the hosts by which clients reach it as well.',
  );
});

it('refuses a token that can be guessed', () => {
  expect(() => createNetworkPolicy({ host: '127.0.0.1', port: 80, token: 'secret' })).toThrow(
    'The token has 6 characters. It needs at least 16.',
  );
});

it('refuses an invalid host', () => {
  const allowedHosts = ['http://studio.example'];
  expect(() => createNetworkPolicy({ host: '127.0.0.1', port: 80, token, allowedHosts })).toThrow(
    '"http://studio.example" is not a host. Write name or name:port.',
  );
  expect(() => createNetworkPolicy({ host: 'a b', port: 80, token })).toThrow(
    '"a b" is not a host to listen at.',
  );
});
