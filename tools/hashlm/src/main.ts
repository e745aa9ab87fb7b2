import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createHashLmServer } from './create-server.ts';

const text = (value: string): { readonly type: 'string'; readonly default: string } => ({
  type: 'string',
  default: value,
});

const { values: flags } = parseArgs({
  options: {
    port: text('0'),
    latency: text('0'),
    'per-token': text('0'),
    capacity: text('0'),
    'max-context': text('0'),
    'no-echo': { type: 'boolean', default: false },
    'fault-429': text('0'),
    'fault-500': text('0'),
    'fault-reset': text('0'),
    'fault-hang': text('0'),
    'fault-garbage': text('0'),
    'fault-seed': text('1'),
    'api-key': { type: 'string' },
    log: { type: 'string' },
  },
});

const server = createHashLmServer({
  latencyInMs: Number(flags.latency),
  perTokenInMs: Number(flags['per-token']),
  capacity: Number(flags.capacity),
  maxContext: Number(flags['max-context']),
  refusesEcho: flags['no-echo'],
  faults: {
    '429': Number(flags['fault-429']),
    '500': Number(flags['fault-500']),
    reset: Number(flags['fault-reset']),
    hang: Number(flags['fault-hang']),
    garbage: Number(flags['fault-garbage']),
  },
  faultSeed: Number(flags['fault-seed']),
  apiKey: flags['api-key'],
  logFile: flags.log,
});
server.listen(Number(flags.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`listening on http://127.0.0.1:${port}/v1`);
});
