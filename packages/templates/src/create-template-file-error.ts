import { TemplateError } from './template-error.ts';

/** The error of a template file that cannot be read or has invalid content. */
export function createTemplateFileError({
  file,
  line,
  version,
  problem,
  cause,
}: {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** The version with the problem. */
  readonly version?: string | undefined;
  readonly problem: string;
  readonly cause?: unknown;
}): TemplateError {
  const place = [
    file,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(version === undefined ? [] : [`version ${version}`]),
  ].join(', ');
  const message = `${place}: ${problem}.`;
  return new TemplateError({ code: 'template-file', message, file, line, version, cause });
}
