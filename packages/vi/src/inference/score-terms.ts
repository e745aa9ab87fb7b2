import type { ItemFailure } from '@dln/llm';
import { scoreLayer, scoreLayerClasses } from '../layers/score-layer.ts';
import { renderResidual } from '../layers/render-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import type { TermAnswer, TermQuestion } from '../objectives/term.ts';
import type { ObjectivePlace, ObjectiveTerm } from '../objectives/terms.ts';
import { mapOutcome, type Outcome, requireResult, thenAsk, zip } from '../scoring/outcome.ts';
import type { Candidate } from './candidate-listing.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import type { EvidenceExample, PromptEvidence } from './prompt-evidence.ts';
import { countLengths } from './count-lengths.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { scoreThroughNetwork } from './score-through-network.ts';
import { scoringOptions } from './scoring-options.ts';
import { settleAll } from './settle-all.ts';

/** A question of a term about an example, under a candidate. */
interface AskedQuestion {
  readonly term: ObjectiveTerm;
  readonly example: EvidenceExample;
  readonly candidate: Candidate;
  readonly question: TermQuestion;
}

type Answered = AskedQuestion & { readonly answer: Outcome<TermAnswer> };

/** An example and a candidate that a term has no value for. */
export interface MissingCell {
  readonly example: EvidenceExample;
  readonly candidate: Candidate;
  readonly failure: ItemFailure;
}

/** The answers to every question of every term, and what is made of them. */
export interface AskedTerms {
  /** Questions without an answer. */
  readonly missing: readonly MissingCell[];
  /** The values of some examples and candidates, all of which have answers. */
  readonly score: (
    examples: readonly EvidenceExample[],
    candidates: readonly Candidate[],
  ) => readonly ScoredTerm[];
}

/** Asks the questions of every term that has a weight here, about every candidate. Questions of one kind go out in one call, whichever term asks them. */
export async function askTerms(
  context: InferenceContext,
  evidence: PromptEvidence,
  candidates: readonly Candidate[],
): Promise<AskedTerms> {
  const { strategies } = context;
  const place = placeOf(context, evidence);
  const ranking = new Set(evidence.ranking);
  const isAsked = (
    term: ObjectiveTerm,
    { batchIndex }: EvidenceExample,
    candidate: Candidate,
  ): boolean =>
    !term.isRanked || (ranking.has(batchIndex) && !candidate.demonstrated?.includes(batchIndex));
  const active = strategies.terms
    .map((term) => ({ term, weight: term.weight(place) }))
    .filter(({ weight }) => weight !== 0);
  const asked = active.flatMap(({ term }) =>
    evidence.examples.flatMap((example) =>
      term
        .ask(example, place)
        .flatMap((question) =>
          candidates
            .filter((candidate) => isAsked(term, example, candidate))
            .map((candidate) => ({ term, example, candidate, question })),
        ),
    ),
  );
  const answered = await answerAll(context, evidence, asked);
  const answersTo = groupByCell(answered);
  return {
    missing: answered.flatMap(({ example, candidate, answer: { failure } }) =>
      failure ? [{ example, candidate, failure }] : [],
    ),
    score: (examples, among) =>
      active.map(({ term, weight }) => ({
        name: term.name,
        weight,
        isScore: term.isScore,
        cells: examples.map((example) => {
          if (term.isRanked && !ranking.has(example.batchIndex)) return among.map(() => undefined);
          const rows = among.map((candidate) =>
            isAsked(term, example, candidate)
              ? answersTo(term, example, candidate).map(requireResult)
              : undefined,
          );
          return term.score(rows, example, place);
        }),
      })),
  };
}

/** The answers of a term about an example and a candidate, in the order of its questions. */
function groupByCell(
  answered: readonly Answered[],
): (
  term: ObjectiveTerm,
  example: EvidenceExample,
  candidate: Candidate,
) => readonly Outcome<TermAnswer>[] {
  const groups = new Map(
    [...Map.groupBy(answered, ({ term }) => term)].map(([term, ofTerm]) => [
      term,
      new Map(
        [...Map.groupBy(ofTerm, ({ example }) => example)].map(([example, ofExample]) => [
          example,
          Map.groupBy(ofExample, ({ candidate }) => candidate),
        ]),
      ),
    ]),
  );
  // A term may ask nothing about an example.
  return (term, example, candidate) =>
    groups
      .get(term)
      ?.get(example)
      ?.get(candidate)
      ?.map(({ answer }) => answer) ?? [];
}

function placeOf(context: InferenceContext, evidence: PromptEvidence): ObjectivePlace {
  const { layers, settings, strategies } = context;
  return {
    settings,
    depth: layers.length,
    isOutput: evidence.index === layers.length - 1,
    hasClasses: layerAt(context, evidence.index).outputClasses !== undefined,
    explorationPenalty: evidence.explorationPenalty,
    trustRegionFrom: strategies.trustRegionFrom,
  };
}

/** Asks everything, in one call for each kind of question. */
async function answerAll(
  context: InferenceContext,
  evidence: PromptEvidence,
  asked: readonly AskedQuestion[],
): Promise<readonly Answered[]> {
  const groups = [...Map.groupBy(asked, ({ question }) => question.kind)];
  const answered = await settleAll(
    groups.map(async ([kind, own]) =>
      zip(own, await answerKind(context, evidence, kind, own)).map(([one, answer]) => ({
        ...one,
        answer,
      })),
    ),
  );
  return answered.flat();
}

async function answerKind(
  context: InferenceContext,
  { index, parameters: network }: PromptEvidence,
  kind: TermQuestion['kind'],
  asked: readonly AskedQuestion[],
): Promise<readonly Outcome<TermAnswer>[]> {
  const layer = layerAt(context, index);
  const queries = asked.map(({ question, candidate: { parameters }, example: { source } }) => ({
    input: question.layerInput,
    parameters,
    target: 'target' in question ? question.target : '',
    source,
  }));
  switch (kind) {
    case 'target':
      return scoreLayer(layer, queries, scoringOptions(context));
    case 'distribution': {
      const distributions = await scoreLayerClasses(layer, queries, scoringOptions(context));
      return distributions.map((outcome) => mapOutcome(outcome, (scores) => ({ scores })));
    }
    case 'accuracy':
      return scoreAccuracy(context, index, queries);
    case 'length':
      return countLengths(context, index, queries);
    case 'network': {
      const texts = await writeLayer(layer, queries, {
        calls: callsOf(context, 'forward'),
        scoreModel: callsOf(context, 'score'),
        classScoring: context.strategies.classScoring,
        temperature: 0,
      });
      const above = layerAt(context, index + 1);
      const readings = zip(asked, texts).map(
        ([
          {
            example: { upperInput, label },
          },
          outcome,
        ]) =>
          mapOutcome(outcome, ({ text }) => ({
            layerInput: renderResidual(above, text, upperInput),
            upperInput,
            label,
          })),
      );
      return thenAsk(readings, async (open) =>
        scoreThroughNetwork(context, { from: index + 1, parameters: network, readings: open }),
      );
    }
  }
}
