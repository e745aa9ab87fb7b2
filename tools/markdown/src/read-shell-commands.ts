/** A word, in quotes or not; a comment; a separator of commands; a redirection. */
const PIECE =
  /\\\n|\s#[^\n]*|((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\;|&<>])+)|([\n;|&]+)|([<>]+)/g;

/**
 * The commands of a shell block, as words. Comments, redirections and variables before a command
 * are left out; a pipe separates two commands. Quotes are removed, and nothing is expanded.
 */
export function readShellCommands(code: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let isFile = false;
  for (const [, word, separator, redirection] of ` \n${code}`.matchAll(PIECE)) {
    if (separator !== undefined) commands.push([]);
    if (word !== undefined && !isFile) commands.at(-1)?.push(word);
    if (word !== undefined || separator !== undefined) isFile = false;
    if (redirection !== undefined) isFile = true;
  }
  return commands.map(withoutVariables).filter((words) => words.length > 0);
}

function withoutVariables(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word));
  return start === -1 ? [] : words.slice(start).map(unquote);
}

function unquote(word: string): string {
  return word.replaceAll(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_, single: string | undefined, double: string | undefined, escaped: string | undefined) =>
      single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}
