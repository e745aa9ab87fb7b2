import { expect, it } from 'vitest';
import { plainMarkdown } from './plain-markdown.ts';

it.each([
  ['![x](https://evil/pixel.png)', String.raw`\!\[x\](https&#58;//evil/pixel.png)`],
  ['<img src=x onerror=alert(1)>', String.raw`\<img src=x onerror=alert(1)\>`],
  ['see https://evil or www.evil.com', 'see https&#58;//evil or www&#46;evil.com'],
  ['`code` & &lt;', String.raw`\`code\` &amp; &amp;lt;`],
  ['a\u001b]52;c;x\u0007\u202eb', 'a\ufffd]52;c;x\ufffd\ufffdb'.replace(']', String.raw`\]`)],
])('shows %j as text (issue 14.12)', (text, shown) => {
  expect(plainMarkdown(text)).toBe(shown);
});

it('leaves a usual prompt as it is', () => {
  const prompt = 'Answer "yes" or "no" (think first): 1 + 1 = 2; a_b, 50 %.';
  expect(plainMarkdown(`  ${prompt}\n`)).toBe(prompt);
});
