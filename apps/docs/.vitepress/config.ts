import { defineConfig } from 'vitepress';
import { escapeInterpolation } from './escape-interpolation.ts';
import { readFromDisk } from './read-from-disk.ts';
import { sidebar } from './sidebar.ts';

const base = process.env['DOCS_BASE'] ?? '/';

export default defineConfig({
  title: 'DLN for TypeScript',
  description: 'Train the prompts of stacked language models from labelled examples',
  lang: 'en',
  base,
  srcDir: 'pages',
  // Without one, browsers ask for favicon.ico.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // The pages of a public folder under any name work with a plain file server.
  cleanUrls: false,
  lastUpdated: false,
  markdown: { config: escapeInterpolation },
  transformHead: ({ page }) => [['script', {}, readFromDisk(page)]],
  themeConfig: {
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Settings', link: '/settings' },
      { text: 'API', link: '/api/@dln/run' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local' },
    footer: { message: 'MIT License' },
  },
});
