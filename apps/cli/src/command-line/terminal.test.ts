import { expect, it, vi } from 'vitest';
import { runDln } from '../testing/run-dln.ts';

const hostile = '\u001b]52;c;ZXZpbA==\u0007\r\u009b2J\u202e';

it.each([
  ['runs', 'show'],
  ['eval'],
  ['predict', '--network'],
  ['data', 'describe'],
  ['train', '--dataset'],
])('no text in a message of `%s %s` commands the terminal (issue 14.12)', async (...args) => {
  const { status, stdout, stderr } = await runDln([...args, `./no-such${hostile}file.yaml`]);
  expect(status).not.toBe(0);
  // eslint-disable-next-line no-control-regex -- these are what must not pass
  expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

it('shows no secret of the environment, and no password of an address (issue 14.5)', async () => {
  vi.stubEnv('DLN_DATA_URL', 'htp://user:PASSWORD1@mirror/x?api-key=PASSWORD2');
  vi.stubEnv('MY_API_TOKEN', 'PASSWORD3');
  try {
    const { stderr } = await runDln(['data', 'fetch', 'mpqa']);
    expect(stderr).toContain('mirror');
    expect(stderr).not.toMatch(/PASSWORD\d/);
    const echoed = await runDln(['eval', './PASSWORD3/network.json']);
    expect(echoed.stderr).toContain('./[redacted]/network.json');
  } finally {
    vi.unstubAllEnvs();
  }
});
