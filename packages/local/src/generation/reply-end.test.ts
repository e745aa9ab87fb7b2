import { describe, expect, it } from 'vitest';
import { replyEnd } from './reply-end.ts';

const open = { text: 'one two', length: 2, ended: false, stop: [], limit: 9 };

describe('replyEnd', () => {
  it('continues if nothing ends it', () => {
    expect(replyEnd(open)).toBeUndefined();
  });

  it('ends before the first of the stop texts', () => {
    const stop = ['wo', ' t', 'x'];
    expect(replyEnd({ ...open, stop })).toEqual({ text: 'one', finishReason: 'stop' });
  });

  it('takes an empty stop text for none', () => {
    expect(replyEnd({ ...open, stop: [''] })).toBeUndefined();
  });

  it('ends at the model’s own mark, and at the limit', () => {
    expect(replyEnd({ ...open, ended: true })?.finishReason).toBe('stop');
    expect(replyEnd({ ...open, limit: 2 })).toEqual({ text: 'one two', finishReason: 'length' });
  });

  it('stops at a stop text that the last token brought, also at the limit', () => {
    expect(replyEnd({ ...open, limit: 2, stop: ['two'] })).toEqual({
      text: 'one ',
      finishReason: 'stop',
    });
  });
});
