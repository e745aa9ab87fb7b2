import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplate } from './index.ts';

const repository = resolve(import.meta.dirname, '../../..');
const shared = process.env['DLN_SHARED'] ?? resolve(repository, '../shared');
const file = resolve(shared, 'parity/templates.json');
const directory = resolve(shared, 'parity/templates');
const isMissing = !existsSync(file);

interface Recording {
  readonly template: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly stop_tokens: readonly string[] | null;
  readonly message_alternatives: readonly string[] | null;
  /** Null if the reference failed to render the template. */
  readonly text: string | null;
}

const recordings: readonly Recording[] = isMissing
  ? []
  : (JSON.parse(readFileSync(file, 'utf8')) as readonly Recording[]);
const cases = recordings.map((recording, index) => ({ ...recording, index }));

describe.skipIf(isMissing)(`jinja2, as recorded (skipped where ${file} is missing)`, () => {
  it('finds the recordings', () => {
    expect(cases.length).toBeGreaterThan(60);
  });

  it.each(cases.filter(({ text }) => text !== null))(
    'renders $template as the reference does ($index)',
    ({ template: reference, variables, text, stop_tokens, message_alternatives }) => {
      const template = loadTemplate(reference, { directory });
      expect(template.render(variables)).toBe(text);
      expect(template.stopTokens ?? null).toEqual(stop_tokens);
      expect(template.messageAlternatives ?? null).toEqual(message_alternatives);
    },
  );

  // q_action_prompt:v3.0 has a malformed tag, `{% endif %-}`. The reference fails on it too
  // (defect P1), without a line number.
  it.each(cases.filter(({ text }) => text === null))(
    'refuses $template, which the reference cannot render, with its line ($index)',
    ({ template: reference }) => {
      const load = (): unknown => loadTemplate(reference, { directory });
      expect(load).toThrow(expect.objectContaining({ code: 'template-file' }));
      expect(load).toThrow(/q_action_prompt\.yaml, line 12, version v3\.0: .*\{% endif %-\}/);
    },
  );
});
