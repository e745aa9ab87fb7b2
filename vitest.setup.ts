import { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

// A test fails if its package prints, which would reach a user, or if it speaks to another
// machine.

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;
const isPackage = /[\\/]packages[\\/][^\\/]+$/.test(process.cwd());
const originals = methods.map((method) => [method, console[method]] as const);
let printed: string[] = [];

beforeAll(() => {
  if (!isPackage) return;
  for (const method of methods)
    console[method] = (...values: unknown[]) => {
      printed.push(`console.${method}(${values.map(String).join(', ')})`);
    };
});

afterEach(() => {
  const lines = printed;
  printed = [];
  if (lines.length > 0) expect(lines, 'a package printed something').toEqual([]);
});

afterAll(() => {
  for (const [method, original] of originals) console[method] = original;
});

const loopback = /^(localhost|127\.[\d.]+|::1|\[::1\])$/;
const open = Reflect.get(Socket.prototype, 'connect');

Socket.prototype.connect = function connect(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host !== undefined && !loopback.test(host)) {
    throw new Error(`A test may speak to this machine only, and this one opened ${host}.`);
  }
  return Reflect.apply(open, this, args) as Socket;
};

/** The host in `connect`'s arguments: (options), (port, host), (path), or a list of these. */
function hostOf([first, second]: readonly unknown[]): string | undefined {
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first === 'object' && first !== null && 'host' in first) return String(first.host);
  return typeof second === 'string' ? second : undefined;
}
