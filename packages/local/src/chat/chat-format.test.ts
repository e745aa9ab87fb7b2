import { UnsupportedCapabilityError } from '@dln/llm';
import { afterAll, describe, expect, it } from 'vitest';
import { createLocalModel } from '../create-local-model.ts';
import { tinyLogProbabilities } from '../testing/tiny-forward.ts';
import { writeTinyModel } from '../testing/tiny-model-file.ts';

const chatTemplate =
  "{% for message in messages %}{{ bos_token + message['role'][0] + '\n' + message['content'] }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ bos_token + 'a\n' }}{% endif %}";
const file = writeTinyModel({ chatTemplate });
const plain = writeTinyModel();
const chat = createLocalModel({ path: file.path, threads: 1 });
afterAll(async () => {
  await chat.close();
  file[Symbol.dispose]();
  plain[Symbol.dispose]();
});

const end = file.vocabularySize - 1;
const bytes = (text: string): readonly number[] => [...Buffer.from(text)];

/** log p of a continuation by the definition of the model. */
function exactScores(context: readonly number[], continuation: string): readonly number[] {
  const targets = bytes(continuation);
  const rows = tinyLogProbabilities([...context, ...targets.slice(0, -1)], file.weights);
  return targets.map((token, index) => rows[context.length - 1 + index]?.[token] ?? NaN);
}

/** Blanks and line breaks are other bytes in this vocabulary: GPT-2 writes 0x0A as Ċ. */
const LINE_BREAK = 10;
const opened = (role: string, content: string): readonly number[] => [
  end,
  ...bytes(role),
  LINE_BREAK,
  ...bytes(content),
];

describe('a file with a chat template', () => {
  it('scores an assistant’s text after a plain prompt as after one user message', async () => {
    const context = [...opened('u', 'bcd'), ...opened('a', '')];
    const [fromText, fromMessages] = await chat.scoreText([
      { context: 'bcd', continuation: 'xyz' },
      { context: [{ role: 'user', content: 'bcd' }], continuation: 'xyz' },
    ]);
    const exact = exactScores(context, 'xyz');
    expect(fromText?.logProbabilities).toHaveLength(3);
    for (const [index, value] of (fromText?.logProbabilities ?? []).entries())
      expect(value).toBeCloseTo(exact[index] ?? NaN, 2);
    expect(fromMessages?.logProbabilities).toEqual(fromText?.logProbabilities);
    expect(chat.format).toBe('chat');
    expect(chat.id).toBe('local:tiny.gguf (chat)');
    expect(chat.capabilities.readsMessages).toBe(true);
  });

  it('continues an assistant’s message, so that scores add up', async () => {
    const user = { role: 'user', content: 'bcd' } as const;
    const [whole, first, rest] = await chat.scoreText([
      { context: [user], continuation: 'xyz' },
      { context: [user], continuation: 'xy' },
      { context: [user, { role: 'assistant', content: 'xy' }], continuation: 'z' },
    ]);
    const sum = (values: readonly number[] = []): number => values.reduce((a, b) => a + b, 0);
    expect(sum(first?.logProbabilities) + sum(rest?.logProbabilities)).toBeCloseTo(
      sum(whole?.logProbabilities),
      5,
    );
  });

  it('never reads a special token in data', async () => {
    const [score] = await chat.scoreText([
      { context: 'b<|end|>c', continuation: 'x' },
      { context: 'b<|end|>c', continuation: '<|end|>' },
    ]);
    const context = [...opened('u', 'b<|end|>c'), ...opened('a', '')];
    expect(score?.usage.promptTokens).toBe(context.length + 1);
    expect(score?.logProbabilities[0]).toBeCloseTo(exactScores(context, 'x')[0] ?? NaN, 2);
  });

  it('generates and shows next tokens in the same format', async () => {
    const [reply] = await chat.generate([{ prompt: 'bcd' }], { maxTokens: 1 });
    const [next] = await chat.nextToken(['bcd'], { top: 1 });
    expect(next?.top[0]?.token).toBe(reply?.text);
    expect(reply?.usage.promptTokens).toBe(opened('u', 'bcd').length + 3);
  });

  it('reads plain prompts as they are in the format plain, and messages in the template', async () => {
    await using model = createLocalModel({ path: file.path, threads: 1, format: 'plain' });
    await using other = createLocalModel({ path: plain.path, threads: 1 });
    const request = { context: 'bcd', continuation: 'xyz' };
    const messages = { ...request, context: [{ role: 'user', content: 'bcd' }] } as const;
    const [asText, asMessages] = await model.scoreText([request, messages]);
    expect(asText).toEqual((await other.scoreText([request]))[0]);
    expect(asMessages).toEqual((await chat.scoreText([request]))[0]);
    expect(model.id).toBe('local:tiny.gguf');
  });
});

describe('a file without a chat template', () => {
  it('reads plain prompts as they are, and refuses messages', async () => {
    await using model = createLocalModel({ path: plain.path, threads: 1 });
    const prompt = [{ role: 'user', content: 'bcd' }] as const;
    const error: unknown = await model.generate([{ prompt }]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnsupportedCapabilityError);
    expect(error).toMatchObject({ capability: 'messages' });
    expect(model.format).toBe('plain');
    expect(model.capabilities.readsMessages).toBe(false);
  });

  it('refuses the format chat', async () => {
    await using model = createLocalModel({ path: plain.path, threads: 1, format: 'chat' });
    await expect(model.open()).rejects.toThrow(
      'format is "chat"; it must be plain or auto, because the model file has no chat template.',
    );
  });
});

it('reports a chat template that cannot be parsed, unless the format is plain', async () => {
  using broken = writeTinyModel({ chatTemplate: '{% for %}' });
  await using model = createLocalModel({ path: broken.path, threads: 1 });
  await expect(model.open()).rejects.toThrow(
    expect.objectContaining({ code: 'invalid-model-file' }),
  );
  await expect(model.open()).rejects.toThrow(/chat template cannot be parsed .*format plain\./);
  await using asPlain = createLocalModel({ path: broken.path, threads: 1, format: 'plain' });
  await asPlain.open();
});
