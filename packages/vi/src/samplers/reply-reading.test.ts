import { describe, expect, it } from 'vitest';
import { onePromptForm, threePromptsForm } from './prompt-sampler.ts';
import { finishedReplies, repliesAsTheyCome, type BackwardReply } from './reply-reading.ts';

const stopped = (text: string): BackwardReply => ({ text, finishReason: 'stop' });
const cut = (text: string): BackwardReply => ({ text, finishReason: 'length' });

describe('a proposal', () => {
  it.each([
    [stopped(' Judge the tone. '), { content: ['Judge the tone.'] }],
    [stopped('<think>Short.</think>\nJudge the tone.'), { content: ['Judge the tone.'] }],
    [cut('Judge the tone of'), { content: undefined, problem: 'cut-by-length' }],
    [cut(''), { content: undefined, problem: 'cut-by-length' }],
    [stopped(''), { content: undefined, problem: 'empty' }],
    [stopped(' \n '), { content: undefined, problem: 'empty' }],
    [stopped('<think>All of it.</think>'), { content: undefined, problem: 'empty' }],
    [cut('<think>The user'), { content: undefined, problem: 'unfinished-thinking' }],
    [stopped('<think>The user'), { content: undefined, problem: 'unfinished-thinking' }],
  ])('of %j is read as %j', (reply, read) => {
    expect(finishedReplies.prompts(reply, onePromptForm)).toEqual(read);
  });

  it.each([
    [cut('Judge it.\n2. Name the tone.\n3. Say wh'), ['Judge it.', 'Name the tone.']],
    [cut('Judge it.\n2. Name the tone.\n'), ['Judge it.', 'Name the tone.']],
    [cut('Judge it.\n2. Judge it.'), ['Judge it.']],
    [cut('Judge'), undefined],
  ])('list %j keeps its whole prompts', (reply, content) => {
    const read = finishedReplies.prompts(reply, threePromptsForm);
    expect(read).toEqual({ content, problem: 'cut-by-length' });
  });

  it('is used as it comes by the reference, and its problem is known', () => {
    const { prompts } = repliesAsTheyCome;
    expect(prompts(cut('Judge the'), onePromptForm)).toEqual({
      content: ['Judge the'],
      problem: 'cut-by-length',
    });
    expect(prompts(stopped(''), onePromptForm)).toEqual({ content: [''], problem: 'empty' });
    expect(prompts(stopped('<think>a</think> b'), onePromptForm)).toEqual({
      content: ['<think>a</think> b'],
    });
  });
});

describe('a hidden text', () => {
  it.each([
    [stopped('North is 2.'), { content: 'North is 2.' }],
    [stopped('<think>Hm.</think>\n\nNorth is 2.'), { content: 'North is 2.' }],
    [cut('North is'), { content: 'North is', problem: 'cut-by-length' }],
    [stopped(''), { content: undefined, problem: 'empty' }],
    [cut('<think>Hm'), { content: undefined, problem: 'unfinished-thinking' }],
  ])('of %j is read as %j', (reply, read) => {
    expect(finishedReplies.hiddenText(reply)).toEqual(read);
  });

  it('is used as it comes by the reference', () => {
    expect(repliesAsTheyCome.hiddenText(stopped(''))).toEqual({ content: '', problem: 'empty' });
  });

  it('is no longer than the layer may write, except in the reference', () => {
    const limits = { layer: 24, backward: 512 };
    expect(finishedReplies.hiddenTextTokens(limits)).toBe(24);
    expect(finishedReplies.hiddenTextTokens({ layer: 256, backward: 17 })).toBe(17);
    expect(repliesAsTheyCome.hiddenTextTokens(limits)).toBe(512);
  });
});
