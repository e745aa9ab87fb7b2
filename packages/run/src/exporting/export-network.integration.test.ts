import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFakeModel } from '@dln/llm/testing';
import { type LanguageModel, promptText } from '@dln/llm';
import { loadNetwork, type NetworkFile } from '@dln/vi';
import { transform } from 'esbuild';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { exportNetwork } from './export-network.ts';
import { ticketNetwork, walkNetwork } from './networks.fixture.ts';

const usage = { promptTokens: 1, completionTokens: 1 };

/** Answers of the fake model, by what the prompt contains. */
const replies: readonly (readonly [string, string])[] = [
  ['very urgent', ' urgent # more'],
  ['no hurry', 'I think that the answer is **low**.'],
  ['what', 'no idea'],
  ['Think', ' two\n\nlines \n'],
  ['Notes', ' yes\n'],
];
const reply = (prompt: string): string => {
  const current = prompt.split('\n\n\n').at(-1) ?? prompt;
  return replies.find(([part]) => current.includes(part))?.[1] ?? 'nothing';
};

interface Module {
  readonly answer: (
    input: string,
    call: (call: { prompt: string; maxOutputTokens: number }) => Promise<{ text: string }>,
  ) => Promise<{ output: string; hiddenTexts: string[]; className?: string | null }>;
}

async function load(typescript: string): Promise<Module> {
  const { code } = await transform(typescript, { loader: 'ts', format: 'esm' });
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return (await import(/* @vite-ignore */ url)) as Module;
}

describe('a TypeScript module', () => {
  it.each([
    ['tickets', ticketNetwork, ['It is very urgent!', 'There is no hurry.', 'So what?']],
    ['walks', walkNetwork, ['Walk 3 steps.\nOptions: yes, no', '  Walk {{input}} {{hidden}} "2".']],
  ] as const)(
    'sends the prompts that the network sends, and reads its answers: %s',
    async (_, file, inputs) => {
      const sent: string[] = [];
      const model = createFakeModel({
        generate: ({ prompt }) => {
          sent.push(promptText(prompt));
          return { text: reply(promptText(prompt)).split('#', 1)[0] ?? '', usage };
        },
      });
      const writing: LanguageModel = {
        id: model.id,
        capabilities: { scoresText: false, maxTopTokens: 0, seeds: true },
        countTokens: (text) => text.length,
        generate: (requests, options) => model.generate(requests, options),
      };
      const network = loadNetwork(file, { model: writing });
      const { text } = await exportNetwork(file, { to: 'ai-sdk' });
      const { answer } = await load(text);
      for (const input of inputs) {
        sent.length = 0;
        const expected = await network.predict(input);
        const called: string[] = [];
        const own = await answer(input, async ({ prompt }) => {
          called.push(prompt);
          return { text: reply(prompt) };
        });
        expect(called).toEqual(sent);
        expect([own.output, own.hiddenTexts]).toEqual([expected.output, expected.hiddenTexts]);
      }
    },
  );

  it('reads classes by their synonyms and in sentences', async () => {
    const { answer } = await load((await exportNetwork(ticketNetwork, { to: 'ai-sdk' })).text);
    const call = async ({ prompt }: { prompt: string }) => ({ text: reply(prompt) });
    expect(await answer('very urgent', call)).toEqual({
      output: 'high',
      hiddenTexts: [],
      className: 'high',
    });
    expect(await answer('no hurry', call)).toMatchObject({ output: 'low', className: 'low' });
    expect(await answer('what', call)).toMatchObject({ output: 'no idea', className: null });
  });

  it(
    'type-checks with generateText of the AI SDK in strict programs',
    { timeout: 240_000 },
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'dln-export-'));
      try {
        const modules = fileURLToPath(new URL('../../../vi/node_modules', import.meta.url));
        await symlink(modules, join(folder, 'node_modules'));
        for (const [name, file] of [
          ['tickets', ticketNetwork],
          ['walks', walkNetwork],
        ] as const)
          await writeFile(
            join(folder, `${name}.ts`),
            (await exportNetwork(file, { to: 'ai-sdk' })).text,
          );
        const main = join(folder, 'main.ts');
        await writeFile(
          main,
          `import { generateText, type LanguageModel } from 'ai';
import * as tickets from './tickets.ts';
import * as walks from './walks.ts';
export async function run(model: LanguageModel): Promise<string> {
  const ticket = await tickets.answer('x', (call) => generateText({ model, ...call }));
  const walk = await walks.answer('x', (call) => generateText({ model, ...call }));
  return \`\${ticket.className} \${walk.hiddenTexts.join()}\`;
}
`,
        );
        const program = ts.createProgram([main], {
          strict: true,
          noEmit: true,
          skipLibCheck: true,
          types: [],
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          allowImportingTsExtensions: true,
          target: ts.ScriptTarget.ES2023,
          lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
          module: ts.ModuleKind.NodeNext,
          moduleResolution: ts.ModuleResolutionKind.NodeNext,
        });
        const problems = ts
          .getPreEmitDiagnostics(program)
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
        expect(problems).toEqual([]);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});

describe('a request body', () => {
  it('is that of the one layer, with its demonstrations', async () => {
    const { text, notes } = await exportNetwork(ticketNetwork, { to: 'openai' });
    expect(JSON.parse(text)).toEqual({
      model: 'gpt-x',
      messages: [
        {
          role: 'user',
          content:
            'Name the "priority" of the ticket.\n\nThe site is down.\n\nAnswer:\nhigh\n\n\n{{input}}\n\nAnswer:',
        },
      ],
      temperature: 0,
      max_tokens: 12,
      stop: ['#'],
    });
    expect(notes).toEqual([
      'Send it to /v1/chat/completions. Replace texts after the JSON is parsed.',
      '{{input}} stands for the input.',
      'The network takes the class with the largest log-probability. The export generates an answer and reads the class from it, so that some answers differ.',
    ]);
  });

  it('leaves out what the model refuses', async () => {
    const options = { maxTokensField: 'max_completion_tokens', refuses: ['temperature'] } as const;
    const { text } = await exportNetwork(ticketNetwork, { to: 'openai', ...options });
    expect(JSON.parse(text)).toMatchObject({ max_completion_tokens: 12 });
    expect(JSON.parse(text)).not.toHaveProperty('temperature');
    expect(JSON.parse(text)).not.toHaveProperty('max_tokens');
  });

  it('is a list for two layers, with placeholders that no prompt contains', async () => {
    const { text, notes } = await exportNetwork(walkNetwork, { to: 'openai' });
    expect(JSON.parse(text)).toMatchObject([
      { model: 'phi', prompt: '{{input_2}}\n\nThink {{input}}.', max_tokens: 64 },
      { prompt: 'Answer.\n\n{{input_2}}\nNotes:\n{{hidden_2}}', max_tokens: 8 },
    ]);
    expect(notes).toEqual([
      'Send each body to /v1/completions. Replace texts after the JSON is parsed.',
      '{{input_2}} stands for the input.',
      '{{hidden_2}} stands for the answer to the prompt before it, without blanks at its ends and with single line breaks in place of double ones.',
      'The first prompt gets the input without its answer options: cut "Options:" and all that follows.',
    ]);
  });
});

it('writes the prompts as text, with a heading for each of several', async () => {
  expect((await exportNetwork(ticketNetwork, { to: 'prompt' })).text).toBe(
    'Name the "priority" of the ticket.\n\nThe site is down.\n\nAnswer:\nhigh\n\n\n{{input}}\n\nAnswer:\n',
  );
  expect((await exportNetwork(walkNetwork, { to: 'prompt' })).text).toBe(
    '=== Prompt 1 of 2 ===\n{{input_2}}\n\nThink {{input}}.\n\n=== Prompt 2 of 2 ===\nAnswer.\n\n{{input_2}}\nNotes:\n{{hidden_2}}\n',
  );
});

it('notes that calibration is not used', async () => {
  const [layer] = ticketNetwork.layers;
  if (!layer) throw new RangeError('no layer');
  const calibration = { name: 'contextual', logPrior: [-1, -0.5], inputs: [] } as const;
  const file: NetworkFile = { ...ticketNetwork, layers: [{ ...layer, calibration }] };
  const { notes } = await exportNetwork(file, { to: 'ai-sdk' });
  expect(notes.at(-1)).toContain('the largest log-probability, calibrated.');
});

it('refuses a template that changes its input', async () => {
  const [layer] = ticketNetwork.layers;
  if (!layer) throw new RangeError('no layer');
  const template = { ...layer.template, text: '{{ prompt }} {{ input | upper }}' };
  const file: NetworkFile = { ...ticketNetwork, layers: [{ ...layer, template }] };
  await expect(exportNetwork(file, { to: 'prompt' })).rejects.toThrow(
    'The template of layer 1 changes its input, and an export can only insert it.',
  );
});
