import { readFile } from 'node:fs/promises';
import { decodeText, isEncodingError } from '@dln/datasets';
import { plainValueOf, withinDepth } from '@dln/templates';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigurationError } from './configuration-error.ts';

/** A configuration file's settings, not yet checked. */
export interface ConfigurationFile {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Reads a configuration file: YAML, or the JSON of an earlier run's config.json.
 *
 * @throws ConfigurationError that names the file, and the line if the YAML breaks.
 */
export async function loadConfigurationFile(path: string): Promise<ConfigurationFile> {
  let text: string;
  try {
    text = decodeText(await readFile(path));
  } catch (cause) {
    if (isEncodingError(cause)) {
      const place = cause.line === undefined ? path : `${path}, line ${cause.line}`;
      throw new ConfigurationError([`${place}: ${cause.problem}; save it as UTF-8`], {
        cause,
      });
    }
    throw new ConfigurationError([`${path}: there is no such file to read`], { cause });
  }
  return { path, values: parseConfigurationFile(path, text) };
}

/** The mapping that a configuration file's text holds. */
export function parseConfigurationFile(
  path: string,
  text: string,
): Readonly<Record<string, unknown>> {
  const lines = new LineCounter();
  const refuse = (reason: string): ConfigurationError =>
    new ConfigurationError([`${path}: ${reason}`]);
  const document = withinDepth(
    () => parseDocument(text, { lineCounter: lines, prettyErrors: false }),
    refuse,
  );
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    throw new ConfigurationError([`${path}, line ${line}: ${error.message}`], {
      cause: error,
    });
  }
  const plain = plainValueOf(document);
  if ('reason' in plain) throw refuse(plain.reason);
  const value = plain.value ?? {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ConfigurationError([`${path} must hold settings by name, as in "dataset: navigate"`]);
  const settings = value as Readonly<Record<string, unknown>>;
  // The config.json of a run records the request under this name.
  const { configuration } = settings;
  return typeof configuration === 'object' && configuration !== null && 'versions' in settings
    ? (configuration as Readonly<Record<string, unknown>>)
    : settings;
}
