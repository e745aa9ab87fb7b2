import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A block of TypeScript, and the file that it is checked as. */
export interface TypedBlock {
  readonly file: string;
  readonly code: string;
}

const { options } = ts.getParsedCommandLineOfConfigFile(
  join(import.meta.dirname, '../tsconfig.blocks.json'),
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
) ?? { options: {} };

/**
 * Checks the types of blocks as modules of one program.
 *
 * @param blocks Their files do not exist; their imports are resolved from there.
 * @param ambient Declarations that every block can use.
 * @returns the problems of each file, as `line: message`, with lines from 1
 */
export function checkBlocks(
  blocks: readonly TypedBlock[],
  ambient: string,
): ReadonlyMap<string, readonly string[]> {
  // A block without imports or exports is a module as well, so that names do not clash.
  const texts = new Map(blocks.map(({ file, code }) => [file, `${code}\nexport {};\n`]));
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => texts.has(file) || disk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? disk.readFile(file);
  const folders = new Set(blocks.map(({ file }) => dirname(file)));
  host.directoryExists = (folder) => folders.has(folder) || disk.directoryExists?.(folder) === true;
  const program = ts.createProgram([...texts.keys(), ambient], options, host);
  return new Map(blocks.map(({ file }) => [file, problemsOf(program, file)]));
}

function problemsOf(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} is not part of the program`);
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ start = 0, messageText }) => {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
