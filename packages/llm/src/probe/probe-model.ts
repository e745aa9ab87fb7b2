import type { ProbeableModel } from '../backends/endpoint-model.ts';
import { given } from '../given.ts';
import type { CallOptions, Capabilities, LanguageModel } from '../language-model.ts';
import { attempt } from './attempt.ts';
import { CLAIM } from './claim.ts';
import { countRequests } from './count-requests.ts';
import { probeLists } from './probe-lists.ts';
import { probeNextToken } from './probe-next-token.ts';
import type { ProbeReport } from './probe-report.ts';
import { probeScoring } from './probe-scoring.ts';
import { probeSeeds } from './probe-seeds.ts';

/**
 * Finds out what a model can do by asking it, with about a dozen tiny requests: whether it scores given
 * texts and how, whether one request may hold several prompts, how many next tokens it gives,
 * whether seeds repeat a reply. Its context length is
 * taken from the server's list of models, if the list has it. What it was taken to be able to do
 * does not matter if it can be claimed anew; a server that answers 200 without doing what it was
 * asked is found out.
 *
 * @example
 * const { capabilities, findings } = await probeModel(model);
 * const informed = model.withCapabilities(capabilities);
 *
 * @throws ApiCallError or one of its kinds if the model does not even generate
 */
export async function probeModel(
  asked: LanguageModel | ProbeableModel,
  options: CallOptions = {},
): Promise<ProbeReport> {
  const count = { requests: 0 };
  const model = countRequests(asked, count);
  const bold =
    'withCapabilities' in model ? model.withCapabilities(CLAIM, { isTried: true }) : model;
  // Before anything is learnt from refusals: the endpoint is there, the key is right, the model has
  // this name.
  await bold.generate([{ prompt: 'Hello' }], { maxTokens: 1, ...options });
  const { textScoring, ...scoring } = await probeScoring(model, options);
  const lists = scoring.works ? await probeLists(model, textScoring, options) : undefined;
  const { maxTopTokens, ...next } = await probeNextToken(bold, options);
  const seeding = await probeSeeds(bold, options);
  const contextLength = await readContextLength(model, options);
  return {
    modelId: model.id,
    capabilities: {
      ...withoutRefusals(model.capabilities),
      scoresText: scoring.works,
      ...given('textScoring', textScoring),
      ...given('promptLists', lists?.works),
      maxTopTokens,
      seeds: seeding.works && model.capabilities.seeds,
      ...given('contextLength', contextLength),
      ...given('refuses', withoutLists(model.capabilities.refuses)),
    },
    findings: [scoring, ...(lists ? [lists] : []), next, seeding],
    requests: count.requests,
  };
}

/** A server that will not list its models, or says nothing of their length, is no worse for it. */
async function readContextLength(
  model: LanguageModel | ProbeableModel,
  options: CallOptions,
): Promise<number | undefined> {
  if (!('readContextLength' in model)) return model.capabilities.contextLength;
  const result = await attempt(async () => model.readContextLength?.(options));
  return ('value' in result ? result.value : undefined) ?? model.capabilities.contextLength;
}

/** `promptLists` says it already. */
function withoutLists(refuses: Capabilities['refuses']): Capabilities['refuses'] {
  const others = refuses?.filter((parameter) => parameter !== 'prompt_list');
  return others?.length === 0 ? undefined : others;
}

/** Without what may be absent: an absent field stays absent. */
function withoutRefusals({
  refuses: _,
  promptLists: _lists,
  ...capabilities
}: Capabilities): Capabilities {
  return capabilities;
}
