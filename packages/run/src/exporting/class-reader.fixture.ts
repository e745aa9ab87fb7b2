import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { formatText } from '../format-text.fixture.ts';

/**
 * The source of `class-reader.generated.ts`: `readClass` of @dln/losses in one piece of JavaScript.
 */
export async function bundleClassReader(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { readClass } from '../../../losses/src/answers/read-class.ts';",
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
  });
  const source = outputFiles[0]?.text ?? '';
  const body = source.replace(/^\/\/ .*\n/gmu, '').replace(/export \{\s*readClass\s*\};\n$/u, '');
  const text = `// Written by scripts/write-class-reader.ts: \`readClass\` of @dln/losses, for exported modules.\nexport const CLASS_READER: string = ${JSON.stringify(body)};\n`;
  return formatText('class-reader.generated.ts', text);
}
