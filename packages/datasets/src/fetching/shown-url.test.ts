import { expect, it } from 'vitest';
import { publishedUrl } from './published-url.ts';
import { shownUrl } from './shown-url.ts';

it.each([
  ['https://mirror/x/', 'https://mirror/x/'],
  ['http://:PASSWORD1@mirror/x', 'http://mirror/x'],
  ['htp://user:PASSWORD1@mirror/x', 'htp://mirror/x'],
  ['user:PASSWORD1@mirror/x', 'user:mirror/x'],
  ['http://user:PASS/WORD1@mirror/x', 'http://mirror/x'],
  ['http://mirror/x?api-key=PASSWORD1', 'http://mirror/x'],
  ['http://mirror/x#PASSWORD1', 'http://mirror/x'],
])('shows no secret of %s (issue 14.5)', (url, shown) => {
  expect(shownUrl(url)).toBe(shown);
});

const place = { repository: 'a/b', commit: 'c', path: 'd' };

it.each([
  'http://:PASSWORD1@mirror/x',
  'htp://user:PASSWORD1@mirror/x',
  'http://mirror/x?api-key=PASSWORD1',
  'http://mirror/x#PASSWORD1',
])('refuses the mirror %s and shows no secret of it (issue 14.5)', (url) => {
  const build = () => publishedUrl(url, place);
  expect(build).toThrow('mirror/x');
  expect(build).not.toThrow(/PASSWORD1/);
});
