import { processVariables, type Variables } from '../connections/environment.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { credentialsOf } from './url-credentials.ts';

/** Names of variables whose values are secrets. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH|COOKIE/i;

/** Names of variables that hold a path, such as TOKENIZER_PATH and SSH_AUTH_SOCK. */
const PATH_NAME = /_(?:PATH|FILE|DIR|SOCK|HOME)$/i;

/** A shorter value is a placeholder or a word, and replacing it would make holes in plain text. */
const SHORTEST = 8;

/**
 * The secrets of the environment: keys, tokens and passwords by the names of their variables, and
 * what URLs in any variable carry, such as that of a proxy or a mirror.
 *
 * @param variables @default the environment of the process
 */
export function secretsOfEnvironment(variables: Variables = processVariables()): readonly string[] {
  const secrets = Object.entries(variables).flatMap(([name, value = '']) => [
    ...(SECRET_NAME.test(name) && !PATH_NAME.test(name) && !value.startsWith('/') ? [value] : []),
    ...(value.includes('://') ? credentialsOf(value) : []),
  ]);
  return [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST);
}

let known: { readonly secrets: string; readonly redact: Redactor } | undefined;

/** A text without the secrets of this process's environment. */
export function redactSecrets(text: string): string {
  const secrets = secretsOfEnvironment();
  const key = secrets.join('\0');
  if (known?.secrets !== key) known = { secrets: key, redact: createRedactor(secrets) };
  return known.redact(text);
}
