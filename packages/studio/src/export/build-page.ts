import { createHash } from 'node:crypto';
import { EXPORT_ELEMENT, type ExportedStudio } from './exported-studio.ts';

/** The built page. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
}

/**
 * One HTML file that shows the data without a network: the page's script and style in it, and a
 * policy that allows these two, by their hashes, and nothing else. The data are a block of JSON
 * that no browser runs.
 */
export function buildExportedPage({ script, style }: BuiltPage, data: ExportedStudio): string {
  // Inside of a script element, only these end it.
  const code = script.replaceAll(/<(?=\/script|!--|script)/giu, String.raw`\x3C`);
  const css = style.replaceAll(/<(?=\/style)/giu, String.raw`\3C `);
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(code)}'`,
    `style-src '${hashOf(css)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<title>DLN studio</title>',
    '<link rel="icon" href="data:,">',
    `<style>${css}</style>`,
    '</head>',
    '<body>',
    '<div id="page"></div>',
    `<script type="application/json" id="${EXPORT_ELEMENT}">${json}</script>`,
    `<script type="module">${code}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
