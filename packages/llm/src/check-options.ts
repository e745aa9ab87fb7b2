import { ModelSettingError } from './model-setting-error.ts';

/** Options as a program gave them. */
type Given = Readonly<Record<string, unknown>>;

/** Other spellings of options: `baseURL` is that of openai and of the AI SDK. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = { baseURL: 'baseUrl' };

/**
 * Options of a function, checked: JavaScript has no compiler that refuses a misspelt name.
 * `baseURL` is accepted for `baseUrl`.
 *
 * @param known every name that the function takes
 * @throws ModelSettingError `unknown-option` if a name is unknown, or both spellings have different
 *   values
 */
export function checkOptions<Options extends object>(
  options: Options,
  { caller, known }: { readonly caller: string; readonly known: readonly string[] },
): Options {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options as Given)) {
    const other = OTHER_SPELLINGS[name];
    const own = other !== undefined && known.includes(other) ? other : name;
    if (!known.includes(own)) {
      const names = known.join(', ');
      throw createOptionError(
        name,
        `${caller}: there is no option ${JSON.stringify(name)}. There are: ${names}.`,
      );
    }
    if (value === undefined && own !== name) continue;
    if (own in checked && checked[own] !== undefined && checked[own] !== value) {
      throw createOptionError(
        name,
        `${caller}: ${own} and its other spelling differ. Give one of them.`,
      );
    }
    checked[own] = value;
  }
  return checked as Options;
}

function createOptionError(option: string, message: string): ModelSettingError {
  return new ModelSettingError({ code: 'unknown-option', message, subject: option });
}
