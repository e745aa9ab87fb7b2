import { ApiCallError } from '../endpoint/api-call-error.ts';
import type { BodyFields } from './dialect.ts';
import { type RequestParameter, requestParameters } from './request-parameter.ts';

/** OpenRouter answers 404 if no provider takes the parameters. */
const STATUSES = [400, 404, 422, 501];

const REFUSAL_CODES = ['unsupported_parameter', 'unsupported_value', 'unknown_parameter'];

/** OpenAI, Azure, vLLM, Mistral, OpenRouter, Gemini, Groq, xAI, TGI and their like. */
const SAYS_REFUSED =
  /unsupported|no endpoints found|not (?:be |currently |yet )?(?:supported|support|allowed|permitted|accepted|available|implemented)|unrecogni[sz]ed|unknown|unexpected|extra[ _](?:inputs|fields|forbidden)|deprecated|cannot find field|can(?:no|')t (?:both )?be (?:set|used|specified)|cannot both|no longer|only the default|strictly positive|use ['"`]?max_(?:completion_)?tokens/i;

/** Settings whose every legal value is refused when their name comes up with one of these. */
const SAYS_VALUE_REFUSED = /must be|invalid|expected|should be/i;
const BY_VALUE: readonly RequestParameter[] = ['temperature', 'top_p'];

/**
 * The setting of a sent body that a server refuses, whatever its wording; undefined if the error is
 * about something else.
 */
export function findRefusedParameter(
  error: unknown,
  sent: BodyFields,
): RequestParameter | undefined {
  return requestParameters.find((name) => sent[name] !== undefined && refuses(error, name));
}

/** Servers name what a schema is compiled to, rather than the field that carries it. */
const SAYS_SCHEMA_REFUSED =
  /json[ _-]?schema|\bgrammar\b|guided (?:decoding|json)|structured[ _-]outputs?/i;

const LOG_PROBABILITY_FIELDS = ['top_logprobs', 'logprobs'] as const;

/** Whether a server refuses to give log-probabilities at all, rather than that many of them. */
export function refusesLogProbabilities(error: unknown, sent: BodyFields): boolean {
  return LOG_PROBABILITY_FIELDS.some((name) => sent[name] !== undefined && refuses(error, name));
}

function refuses(error: unknown, name: string): boolean {
  if (!(error instanceof ApiCallError) || error.itemFailure === 'context-overflow') return false;
  if (error.status !== undefined && !STATUSES.includes(error.status)) return false;
  const words = error.serverMessage ?? '';
  if (name === 'response_format' && error.status !== 404)
    return isNamed(name, error.parameter, words) || SAYS_SCHEMA_REFUSED.test(words);
  if (!isNamed(name, error.parameter, words)) return false;
  if (error.serverCode !== undefined && REFUSAL_CODES.includes(error.serverCode)) return true;
  if (SAYS_REFUSED.test(words)) return true;
  return BY_VALUE.some((each) => each === name) && SAYS_VALUE_REFUSED.test(words);
}

/** Some names are English words, so that they count only where they are written as names. */
function isNamed(name: string, parameter: string | undefined, words: string): boolean {
  if (parameter !== undefined) return parameter.split(/[.[\]]/).includes(name);
  return new RegExp(
    name.includes('_')
      ? `(?<!\\w)${name}(?!\\w)`
      : `['"\`]${name}['"\`]|(?:parameters?|arguments?|fields?|supplied|model|property|inputs?|name)\\W+(?:\\w+, )*${name}\\b|^\\W*${name}\\b|[.(]${name}\\b`,
    'i',
  ).test(words);
}
