import type { MarkdownRenderer } from 'vitepress';

/** Keeps `{{ input }}` of prompt templates as text: Vue would evaluate it. */
export function escapeInterpolation({ renderer: { rules } }: MarkdownRenderer): void {
  for (const name of ['text', 'code_inline']) {
    const rule = rules[name];
    if (rule === undefined) throw new Error(`markdown-it has no rule ${name}`);
    rules[name] = (...args) => rule(...args).replaceAll('{{', '&#123;&#123;');
  }
}
