import { expect, it } from 'vitest';
import { createProgram } from '../create-program.ts';

it.each([
  ['kills', 'crash-recovery'],
  ['harness', 'overhead'],
])('refuses %s, and gives the name %s', async (former, present) => {
  const errors: string[] = [];
  const program = createProgram().exitOverride();
  program.configureOutput({ writeErr: (text) => errors.push(text) });
  await expect(
    program.parseAsync([former, '--count', '3', 'rest'], { from: 'user' }),
  ).rejects.toMatchObject({ exitCode: 1 });
  expect(errors).toEqual([`error: '${former}' is now called '${present}'\n`]);
});

it('lists only the present names in its help', () => {
  const names = createProgram()
    .createHelp()
    .visibleCommands(createProgram())
    .map((command) => command.name());
  expect(names).toEqual(expect.arrayContaining(['crash-recovery', 'overhead']));
  expect(names).not.toContain('kills');
  expect(names).not.toContain('harness');
});
