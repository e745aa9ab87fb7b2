import type { Variables } from './environment.ts';
import { createUnsetEnvironmentVariableError } from './unset-environment-variable-error.ts';

/** `${NAME}` or `${NAME:-default}`, as often as it stands in a text. */
const PLACEHOLDER = /\$\{([^}]*)\}/g;

/** A text that is one placeholder and nothing else. */
const WHOLE = /^\s*\$\{[^}]*\}\s*$/;

/** A shell's short form, which is not filled in. */
const UNBRACED = /\$([A-Za-z_]\w*)/;

/**
 * A text with each `${NAME}` replaced by the variable of that name, and each `${NAME:-default}` by
 * the default if the variable is unset or empty. What is filled in is not searched again.
 *
 * @param place - place of the text, for messages
 * @throws ModelSettingError `unset-environment-variable` if a variable without a default is not set
 */
export function fillPlaceholders(
  text: string,
  { variables, place }: { readonly variables: Variables; readonly place: string },
): string {
  return text.replaceAll(PLACEHOLDER, (_, inner: string) => {
    const [name = '', ...rest] = inner.split(':-');
    const value = variables[name.trim()];
    if (rest.length > 0) return value === undefined || value === '' ? rest.join(':-') : value;
    if (value === undefined) {
      throw createUnsetEnvironmentVariableError({ variable: name.trim(), neededBy: place });
    }
    return value;
  });
}

/** Whether a text is one placeholder, so that its value may be a number or a boolean. */
export function isPlaceholder(text: string): boolean {
  return WHOLE.test(text);
}

/** The name in a `$NAME` without braces; undefined if a text has none. */
export function findUnbraced(text: string): string | undefined {
  return UNBRACED.exec(text.replaceAll(PLACEHOLDER, ''))?.[1];
}
