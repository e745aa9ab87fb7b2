import { isVersion } from './template-version.ts';

/** The parts of a reference such as `q_action_prompt:v3.5`. */
export interface TemplateReference {
  readonly name: string;
  /** Missing: the latest version. */
  readonly version?: string;
}

/**
 * Parses `name`, `name:latest`, `name:v3.5` or `name:3.5`. An invalid version is kept as written;
 * looking it up reports it as unknown.
 */
export function parseTemplateReference(text: string): TemplateReference {
  const [name = '', version = 'latest'] = text.split(/:(.*)/s);
  if (version === 'latest' || version === '') return { name };
  return { name, version: isVersion(`v${version}`) ? `v${version}` : version };
}
