import { describe, expect, it } from 'vitest';

import { createConnectionsJsonSchema } from './connection-schema.ts';
import { parseConnections } from './parse-connections.ts';

const parse = (yaml: string, variables: Record<string, string> = {}) =>
  parseConnections(yaml, { file: 'models.yaml', variables });

/** The error's message, which must come from our own class. */
function complaintOf(yaml: string): string {
  try {
    parse(yaml);
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid-connections' });
    if (error instanceof Error) return error.message;
  }
  throw new Error('nothing was wrong');
}

describe('a connections file', () => {
  it('lists models, with environment variables in their texts', () => {
    const yaml = `
- name: phi2-fwd
  model: microsoft/phi-2
  api_key: \${PHI2_API_KEY}
  base_url: http://\${HOST}:\${PORT}/v1
  api_type: null
  max_tokens: 256
  temperature: 0.0
  stop: ["\\n", "#"]
- name: gpt-bwd
  model: gpt-x
  api: chat
`;
    expect(parse(yaml, { PHI2_API_KEY: 'key', HOST: 'localhost', PORT: '8000' })).toEqual([
      {
        name: 'phi2-fwd',
        model: 'microsoft/phi-2',
        api: 'auto',
        api_key: 'key',
        base_url: 'http://localhost:8000/v1',
        api_type: null,
        max_tokens: 256,
        temperature: 0,
        stop: ['\n', '#'],
      },
      { name: 'gpt-bwd', model: 'gpt-x', api: 'chat' },
    ]);
  });

  it('cannot be restructured by a variable', () => {
    const variables = { NAME: 'a\n- name: b\n  model: evil' };
    const [only, ...others] = parse('- name: ${NAME}\n  model: m', variables);
    expect([only?.name, others]).toEqual([variables.NAME, []]);
  });

  it('names the variable that is not set, and its place', () => {
    const yaml = '- name: fwd\n  model: m\n  api_key: ${MY_KEY}';
    expect(() => parse(yaml)).toThrow(
      expect.objectContaining({ code: 'unset-environment-variable' }),
    );
    expect(() => parse(yaml)).toThrow(
      'The environment variable MY_KEY is not set; models.yaml:3 (fwd.api_key) needs it.',
    );
  });

  it.each([
    [
      'a misspelt key, with what there is',
      '- name: fwd\n  modle: m\n',
      /^models\.yaml:2: fwd\.modle: is no option\. There are: name, model, /,
    ],
    [
      'a misspelt capability',
      '- name: fwd\n  model: m\n  capabilities:\n    echo: true\n',
      /^models\.yaml:4: fwd\.capabilities\.echo: is no option\. There are: scores_text, /,
    ],
    ['a missing key', '- name: fwd\n', /^models\.yaml:1: fwd\.model: is missing\.$/],
    ['an entry without a name', '- model: m\n', /^models\.yaml:1: entry 1\.name: is missing\.$/],
    [
      'a text for a number',
      '- name: fwd\n  model: m\n  max_tokens: many\n',
      /^models\.yaml:3: fwd\.max_tokens: expected number, received string\.$/,
    ],
    [
      'a number out of range',
      '- name: fwd\n  model: m\n  top_p: 2\n',
      /^models\.yaml:3: fwd\.top_p: .*<=1\.$/,
    ],
    [
      'an unknown API',
      '- name: fwd\n  model: m\n  api: graphql\n',
      /^models\.yaml:3: fwd\.api: .*"auto"\|"completions"\|"chat"\.$/,
    ],
    [
      'an invalid URL',
      '- name: fwd\n  model: m\n  base_url: localhost:8000\n',
      /^models\.yaml:3: fwd\.base_url: must be a URL/,
    ],
    [
      'a name that is taken',
      '- name: fwd\n  model: m\n- name: fwd\n  model: n\n',
      /^models\.yaml:3: fwd\.name: the name is taken/,
    ],
    ['a file that is no list', 'name: fwd\n', /^models\.yaml:1: It must be a list of models/],
    ['an empty file', '', /^models\.yaml(:1)?: It must be a list of models/],
    ['an empty list', '[]', /^models\.yaml:1: It must be a list of models/],
    ['broken YAML', '- name: "fwd\n  model: m\n', /^models\.yaml:\d+: Missing closing "quote/],
  ])('is refused for %s', (_, yaml, complaint) => {
    expect(complaintOf(yaml)).toMatch(complaint);
  });

  it('does not repeat a key in a complaint about it', () => {
    const yaml = '- name: fwd\n  model: m\n  api_key: [hunter22]\n';
    expect(complaintOf(yaml)).not.toContain('hunter22');
  });
});

describe('the JSON Schema', () => {
  it('describes each option of an entry, and allows no other', () => {
    expect(createConnectionsJsonSchema()).toMatchObject({
      type: 'array',
      items: {
        required: ['name', 'model'],
        additionalProperties: false,
        properties: { api: { default: 'auto', enum: ['auto', 'completions', 'chat'] } },
      },
    });
  });
});

describe('placeholders', () => {
  const parse = (entry: string, variables: Readonly<Record<string, string>> = {}) =>
    parseConnections(`- { name: f, model: m, ${entry} }`, { file: 'c.yaml', variables })[0];

  it('stand for numbers and booleans where those are expected', () => {
    const variables = { MAX: '50', T: '0.5', YES: 'true', TOP: '5' };
    const entry =
      'max_tokens: "${MAX}", temperature: "${T}", capabilities: { seeds: "${YES}", max_top_tokens: "${TOP}" }, sampling: { top_p: "${T}" }';
    expect(parse(entry, variables)).toMatchObject({
      max_tokens: 50,
      temperature: 0.5,
      capabilities: { seeds: true, max_top_tokens: 5 },
      sampling: { top_p: 0.5 },
    });
  });

  it.each(['many', '', '1.5', '-1'])('are refused for a number where they hold %j', (MAX) => {
    expect(() => parse('max_tokens: "${MAX}"', { MAX })).toThrow(/^c.yaml:1: f.max_tokens: /);
  });

  it('do not make a number of a text that is written out', () => {
    expect(() => parse('max_tokens: "50"')).toThrow('expected number, received string');
  });

  it('take a default if the variable is unset or empty', () => {
    expect(parse('api_version: "${V:-2024-01}"', {})).toMatchObject({ api_version: '2024-01' });
    expect(parse('api_version: "${V:-2024-01}"', { V: '' })).toMatchObject({
      api_version: '2024-01',
    });
    expect(parse('max_tokens: "${MAX:-7}"', { MAX: '8' })).toMatchObject({ max_tokens: 8 });
    expect(parse('max_tokens: "${MAX:-7}"')).toMatchObject({ max_tokens: 7 });
  });

  it.each([
    ['api_key: $KEY', 'api_key', 'KEY'],
    ['api_key: "sk-$KEY"', 'api_key', 'KEY'],
    ['base_url: "http://$HOST:8000/v1"', 'base_url', 'HOST'],
  ])('without braces are refused: %s', (entry, key, name) => {
    expect(() => parse(entry, { KEY: 'a', HOST: 'b' })).toThrow(
      `c.yaml:1: f.${key}: $${name} is not filled in. Write \${${name}} for the variable`,
    );
  });

  it('may hold a $ in their value', () => {
    expect(parse('api_key: "${KEY}"', { KEY: 'pa$$WORD' })).toMatchObject({ api_key: 'pa$$WORD' });
  });
});
