/** Settings of a request that some servers refuse; `prompt_list`: several prompts at once. */
export const requestParameters = [
  'top_p',
  'seed',
  'stop',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'response_format',
  'prompt_list',
] as const;

/** A setting of a request that some servers refuse, by its name in the body. */
export type RequestParameter = (typeof requestParameters)[number];

/** A setting that a server refused, and what is done about it. */
export interface ParameterRefusal {
  /** The model's id. */
  readonly modelId: string;
  readonly parameter: RequestParameter;
  /** The value that was refused; undefined if an earlier run found out. */
  readonly value?: unknown;
  /** What the server said; undefined if an earlier run found out. */
  readonly reason?: string | undefined;
}

/** The other name of the limit of a reply's length; undefined for parameters that have none. */
export function otherName(parameter: RequestParameter): RequestParameter | undefined {
  if (parameter === 'max_tokens') return 'max_completion_tokens';
  return parameter === 'max_completion_tokens' ? 'max_tokens' : undefined;
}

const CONSEQUENCES: Readonly<Record<RequestParameter, string>> = {
  temperature: 'it is left out, so answers vary',
  top_p: 'it is left out',
  seed: 'it is left out, so samples cannot be repeated',
  stop: 'it is left out, and replies are cut at the stop texts when they arrive',
  max_tokens: 'max_completion_tokens is sent instead',
  max_completion_tokens: 'max_tokens is sent instead',
  response_format:
    'it is left out: the prompt alone asks for JSON of the schema, and each answer is checked',
  prompt_list: 'each prompt is sent by itself',
};

/** One line for people: which setting a model refuses, and what that means. */
export function describeRefusal({ modelId, parameter, value, reason }: ParameterRefusal): string {
  if (parameter === 'prompt_list')
    return value === undefined
      ? `${modelId} refuses several prompts in one request; ${CONSEQUENCES[parameter]}`
      : `${modelId} failed a request of ${typeof value === 'number' ? value : 'several'} prompts; each of them is sent by itself`;
  const isShown = typeof value === 'number' && parameter !== 'seed';
  const shown = isShown ? ` ${value}` : '';
  // A schema can be refused for what it contains, so the reason matters.
  const why = parameter === 'response_format' && reason !== undefined ? ` (${reason})` : '';
  return `${modelId} refuses ${parameter}${shown}${why}; ${CONSEQUENCES[parameter]}`;
}
