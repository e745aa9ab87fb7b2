import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = dirname(fileURLToPath(new URL('.', import.meta.url)));

// Flags of other programs: pnpm's in a generated page, Node's in a message about how it was
// started.
const ofOthers = /pnpm --filter|node --eval/;

it('no text of a package names a flag of the command line', () => {
  const files = globSync('packages/*/src/**/*.ts', {
    cwd: root,
    exclude: ['**/*.test.ts', '**/*.fixture.ts', '**/testing/**'],
  });
  expect(files.length).toBeGreaterThan(100);
  const named = files.flatMap((file) =>
    textsOf(readFileSync(`${root}/${file}`, 'utf8'))
      .filter((text) => /(?:^|[\s(`'"])--[a-z]/.test(text) && !ofOthers.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(named).toEqual([]);
});

// Pages about the command line: the documentation of the settings, and their JSON Schema.
const pages = /(settings-table|configuration-json-schema)\.ts$/;

it('no text of a package names a command: the app adds it to the message', () => {
  const files = globSync('packages/*/src/**/*.ts', {
    cwd: root,
    exclude: ['**/*.test.ts', '**/*.fixture.ts', '**/testing/**'],
  }).filter((file) => !pages.test(file));
  const named = files.flatMap((file) =>
    textsOf(readFileSync(`${root}/${file}`, 'utf8'))
      .filter((text) => COMMAND.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(named).toEqual([]);
});

const COMMAND =
  /\bdln (?:train|resume|eval|predict|show|runs|compare|demo|data|models|templates|studio|guide|import|export|cache|serve|verify|agree)\b/;

/** The string literals and templates of a source. */
function textsOf(source: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    )
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return texts;
}
