import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listTemplates, loadTemplate } from './index.ts';

/**
 * A released version never changes: saved prompts and the embedded model were made with these exact
 * texts. If this test fails, restore the old text and add a new version.
 */
const released: Readonly<Record<string, string>> = {
  'analysis_backward:v1.0': '209da3f9e40f4efc64fbd3727d58bf0944d8a242fe26b2d29954711cdbee9385',
  'analysis_forward:v1.0': '4ff7fc22c6635e382d57a0e2077ed9a9880cfe131e30efb981d29dcb7c4026c9',
  'analysis_forward_y:v1.0': 'ace629fac932fb7867088d6de149bd45a0901976c7f2dd061388a18288d1bbf2',
  'classify_forward:v3.0': '866448b5890b030c849c96ceeb8b3e5fec0a1f0643396e4e111e396763639151',
  'classify_residual:v1.0': '9091aaf9af9c625d9945fc19bd78ac6a49ee4635c8b90c679b239481e99b6244',
  'input_output:v1.0': '640ddb4c9ff4b182fa44eac472280c3b698537739162498b5843b19c73406698',
  'input_output_line:v1.0': '20751cfccd82b141b406f61d568fd7864082fbbc1ec2c36612dc496590568119',
  'input_output_short:v1.0': '07901eeca6b03774f1ae971e7d2d8bcbd391b8d13f1b8109aceea5062f18e533',
  'judge:v1.0': '7626f5b8b5cbac91ce197086d505e1401c76875fdbecc6c75f120e46665f62bc',
  'q_action_prompt:v3.0': '3a9ef62531fcfb6880393c425b9f6caf93cc792a41166045dd996382528c151f',
  'q_action_prompt:v3.5': 'baab2d8bc31b44467f9a31038241e29502e789596602c70d752f34838744bd2a',
  'q_action_prompt:v3.6': '9779b8246e97895b108c9dbf0b50acc972cada7d945e75005e5897836385c404',
  'q_action_prompt_seq:v1.0': 'd146b5d97bc93160cdde583974169a34e31e356f1ca725d176f81d457f835e38',
  'suffix_backward_h_np_y:v1.0': '47a2afe8c424c2657bfa778d74f6fbb23fff54a5ed5a0d8a7ee118624599556a',
  'suffix_forward:v1.0': '4e5e1ed80d1979a72bdb37d43f24989d5d27bb82113de6f48a900c7d8e268b97',
  'suffix_forward_tbs:v1.0': 'ab8cffc24e7033a0fea9ca3e8d67ea0b572262b4574917a8dd40e4c475f185fc',
  'suffix_forward_tbs_y:v1.0': '083506b4eb1da38c58a759b9945a93595f0cc2c93d84ab84525025b4b953b421',
  'suffix_forward_y:v1.0': 'e00412acdaba4d21649538a83f1cdb15354e892442cdf869b2aa0126796504ee',
  'thoughts_backward:v1.0': 'ec973481e61d4be11fe6e8b9c68dafc0d5e23f32e1bde000e5854974b9c4c2e2',
  'thoughts_forward:v1.0': '7b197405d528de97524999d5fb64472bd207e0d3e9801d90b07c44f30a7d8a04',
  'thoughts_forward_y:v1.0': '1fb0148660d6f9848ea3078af565e5af3962af44c5ac56f589b7ca24d2f3e409',
};

/**
 * Text, stop tokens and message alternatives of a version; comments and layout of the file are
 * free.
 */
function sha256(name: string, version: string, source: string): string {
  const file = parse(readFileSync(source, 'utf8')) as Record<string, Record<string, unknown>>;
  const entry = file[version] ?? {};
  const sorted = Object.keys(entry)
    .sort()
    .map((key) => [key, entry[key]]);
  return createHash('sha256')
    .update(JSON.stringify([name, version, sorted]))
    .digest('hex');
}

describe('the shipped templates', () => {
  const listed = listTemplates();

  it('have not changed since they were released', () => {
    expect(
      Object.fromEntries(
        listed.map(({ name, version, source }) => [
          `${name}:${version}`,
          sha256(name, version, source),
        ]),
      ),
    ).toEqual(released);
  });

  it('have the names and the latest versions that users of the reference type', () => {
    expect(
      listed.filter(({ isLatest }) => isLatest).map(({ name, version }) => `${name}:${version}`),
    ).toEqual([
      'analysis_backward:v1.0',
      'analysis_forward:v1.0',
      'analysis_forward_y:v1.0',
      'classify_forward:v3.0',
      'classify_residual:v1.0',
      'input_output:v1.0',
      'input_output_line:v1.0',
      'input_output_short:v1.0',
      'judge:v1.0',
      'q_action_prompt:v3.6',
      'q_action_prompt_seq:v1.0',
      'suffix_backward_h_np_y:v1.0',
      'suffix_forward:v1.0',
      'suffix_forward_tbs:v1.0',
      'suffix_forward_tbs_y:v1.0',
      'suffix_forward_y:v1.0',
      'thoughts_backward:v1.0',
      'thoughts_forward:v1.0',
      'thoughts_forward_y:v1.0',
    ]);
  });

  it.each([
    ['suffix_forward', ['input', 'prompt']],
    ['suffix_forward_tbs', ['input', 'prompt']],
    ['suffix_forward_y', ['input', 'y', 'prompt']],
    ['suffix_forward_tbs_y', ['input', 'y', 'prompt']],
    ['analysis_forward', ['prompt', 'input']],
    ['thoughts_forward_y', ['prompt', 'input', 'y']],
    ['suffix_backward_h_np_y', ['next_prompt', 'input', 'h', 'y', 'message']],
    ['classify_forward', ['prompt', 'input', 'answer']],
    ['classify_residual', ['input', 'output']],
    ['input_output', ['prompt', 'demonstrations', 'input', 'answer']],
    ['input_output_short', ['prompt', 'demonstrations', 'input', 'answer']],
    ['q_action_prompt:v3.5', ['prompt', 'backward_infos', 'message']],
    ['q_action_prompt:v3.6', ['prompt', 'backward_infos']],
  ])('%s reads %j', (reference, variables) => {
    expect(loadTemplate(reference).variables).toEqual(variables);
  });

  it('differ in their hints: v3.0 and v3.5 have four each, v3.6 has none', () => {
    const hints = (version: string): readonly string[] | undefined =>
      loadTemplate(`q_action_prompt:${version}`).messageAlternatives;
    expect(hints('v3.0')).toHaveLength(4);
    expect(hints('v3.5')).toHaveLength(4);
    expect(hints('v3.0')).not.toEqual(hints('v3.5'));
    expect(hints('v3.6')).toBeUndefined();
  });

  const variables = {
    prompt: 'Add the numbers.',
    input: 'What is 1 + 1?',
    output: 'one and one',
    answer: '',
    h: 'one and one',
    y: '2',
    next_prompt: 'Answer it.',
    message: null,
    rubric: 'The number is right.',
    target: '2',
    lowest: 1,
    highest: 5,
    demonstrations: [],
    backward_infos: [
      { input: '2 + 2', output: '4', target: '4', loss: 0 },
      { input: '2 + 3', output: '6', target: '5', loss: 1 },
    ],
  };

  it.each(listed)('$name:$version renders without a blank at either end', (listing) => {
    const text = loadTemplate(`${listing.name}:${listing.version}`).render(variables);
    expect(text).toBe(text.trim());
    expect(text).not.toMatch(/None|undefined|\{\{|\{%/);
  });

  it('ask for an answer', () => {
    expect(loadTemplate('classify_forward').render(variables)).toBe(
      'Add the numbers.\n\nWhat is 1 + 1?\n\nAnswer:',
    );
  });

  it('lay out demonstrations like the input', () => {
    const demonstrations = [{ input: 'What is 1 + 2?', output: '3' }];
    expect(loadTemplate('input_output').render({ ...variables, demonstrations })).toBe(
      'Add the numbers.\n\nInput: What is 1 + 2?\nOutput:\n3\n\nInput: What is 1 + 1?\nOutput:',
    );
  });

  it('leave out the options of inputs in the short layout', () => {
    const options = '\nOptions:\n- yes\n- no';
    const demonstrations = [{ input: `Is 2 even?${options}`, output: 'yes' }];
    const input = `Is 3 even?${options}`;
    expect(loadTemplate('input_output_short').render({ ...variables, input, demonstrations })).toBe(
      'Add the numbers.\n\nInput: Is 2 even?\nOutput:\nyes\n\nInput: Is 3 even?\nOutput:',
    );
  });

  it('show the written and the expected answer of each error', () => {
    const text = loadTemplate('q_action_prompt:v3.5').render({
      ...variables,
      message: 'Be short.',
    });
    expect(text).toContain('> Add the numbers.');
    expect(text).toMatch(/# Right answers\n+## Input:\n> 2 \+ 2\n## Right output:\n> 4\n/);
    expect(text).toMatch(
      /# Wrong answers\n+## Input:\n> 2 \+ 3\n## Student output:\n> 6\n## Right output:\n> 5\n/,
    );
    expect(text).toMatch(/Be short\.\n# Better instruction\n>$/);
  });
});
