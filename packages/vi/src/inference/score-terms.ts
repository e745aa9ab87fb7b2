import type { ItemFailure } from '@dln/llm';
import { scoreLayer, scoreLayerClasses } from '../layers/score-layer.ts';
import { renderResidual } from '../layers/render-layer.ts';
import { writeLayer, type LayerReading } from '../layers/write-layer.ts';
import type { ScoredCell } from '../layers/scored-cell.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import type { TermAnswer, TermQuestion } from '../objectives/term.ts';
import type { ObjectivePlace, ObjectiveTerm } from '../objectives/terms.ts';
import { mapOutcome, type Outcome, requireResult, thenAsk, zip } from '../scoring/outcome.ts';
import { scoreSamples } from './answer-samples.ts';
import type { Candidate } from './candidate-listing.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import type { EvidenceExample, PromptEvidence } from './prompt-evidence.ts';
import { countLengths } from './count-lengths.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { scoreThroughNetwork } from './score-through-network.ts';
import { scoreValidity } from './score-validity.ts';
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

/** The answers to the questions of every term so far, and what is made of them. */
export interface TermAsking {
  /**
   * Asks what was not asked before. Questions of one kind go out in one call, whichever term asks
   * them.
   */
  readonly ask: (
    examples: readonly EvidenceExample[],
    candidates: readonly Candidate[],
  ) => Promise<void>;
  /** Questions about some candidates that have no answer. */
  readonly missing: (candidates: readonly Candidate[]) => readonly MissingCell[];
  /**
   * The values of some examples and candidates; undefined for a cell that was not asked about, or
   * has no answer. The present parameters have answers.
   */
  readonly score: (
    examples: readonly EvidenceExample[],
    candidates: readonly Candidate[],
  ) => readonly ScoredTerm[];
}

/** Asks the questions of every term that has a weight here. */
export function askTerms(context: InferenceContext, evidence: PromptEvidence): TermAsking {
  const place = placeOf(context, evidence);
  const ranking = new Set(evidence.ranking);
  const isRanking = (
    term: ObjectiveTerm,
    { batchIndex }: EvidenceExample,
    candidate: Candidate,
  ): boolean =>
    !term.isRanked || (ranking.has(batchIndex) && !candidate.demonstrated?.includes(batchIndex));
  const active = context.strategies.terms
    .map((term) => ({ term, weight: term.weight(place) }))
    .filter(({ weight }) => weight !== 0);
  const cells = createCells();
  return {
    ask: async (examples, candidates) => {
      const asked = active.flatMap(({ term }) =>
        examples.flatMap((example) => {
          const open = candidates.filter(
            (candidate) =>
              isRanking(term, example, candidate) && !cells.has(term, example, candidate),
          );
          for (const candidate of open) cells.open(term, example, candidate);
          return term
            .ask(example, place)
            .flatMap((question) =>
              open.map((candidate) => ({ term, example, candidate, question })),
            );
        }),
      );
      for (const answered of await answerAll(context, evidence, asked)) cells.add(answered);
    },
    missing: (candidates) => cells.missing(candidates),
    score: (examples, among) =>
      active.map(({ term, weight }) => ({
        name: term.name,
        weight,
        isScore: term.isScore,
        cells: examples.map((example) => {
          const rows = among.map((candidate) => cells.answers(term, example, candidate));
          // Terms need not know of examples that rank no candidate.
          if (rows.every((row) => row === undefined)) return rows.map(() => undefined);
          return term.score(rows, example, place);
        }),
      })),
  };
}

/** The answers of terms about examples and candidates, in the order of their questions. */
function createCells(): {
  readonly has: (...cell: CellKey) => boolean;
  readonly open: (...cell: CellKey) => void;
  readonly add: (answered: Answered) => void;
  readonly missing: (candidates: readonly Candidate[]) => readonly MissingCell[];
  readonly answers: (...cell: CellKey) => readonly TermAnswer[] | undefined;
} {
  const answered: Answered[] = [];
  const byTerm = new Map<ObjectiveTerm, Map<EvidenceExample, CandidateAnswers>>();
  const find = (...[term, example, candidate]: CellKey): Outcome<TermAnswer>[] | undefined =>
    byTerm.get(term)?.get(example)?.get(candidate);
  return {
    has: (...cell) => find(...cell) !== undefined,
    open: (term, example, candidate) => {
      const ofTerm = getOrAdd(byTerm, term, () => new Map<EvidenceExample, CandidateAnswers>());
      getOrAdd(ofTerm, example, (): CandidateAnswers => new Map()).set(candidate, []);
    },
    add: (one) => {
      answered.push(one);
      find(one.term, one.example, one.candidate)?.push(one.answer);
    },
    missing: (candidates) =>
      answered.flatMap(({ example, candidate, answer: { failure } }) =>
        failure && candidates.includes(candidate) ? [{ example, candidate, failure }] : [],
      ),
    // A term may ask nothing about an example.
    answers: (...cell) => {
      const own = find(...cell);
      return own?.some(({ failure }) => failure) ? undefined : own?.map(requireResult);
    },
  };
}

type CandidateAnswers = Map<Candidate, Outcome<TermAnswer>[]>;

type CellKey = readonly [term: ObjectiveTerm, example: EvidenceExample, candidate: Candidate];

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}

function placeOf(context: InferenceContext, evidence: PromptEvidence): ObjectivePlace {
  const { layers, models, settings, strategies } = context;
  const { outputClasses, outputSchema } = layerAt(context, evidence.index);
  return {
    settings,
    depth: layers.length,
    isOutput: evidence.index === layers.length - 1,
    hasClasses: outputClasses !== undefined,
    hasSchema: outputSchema !== undefined,
    promptPrice: models.forward.price?.input,
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
    case 'validity':
      return scoreValidity(context, index, queries);
    case 'network':
      return scoreSamples(
        context,
        zip(asked, queries).map(([{ example }, query]): WrittenQuestion => ({ ...query, example })),
        (questions, temperature) =>
          scoreWritten(context, { index, network, questions, temperature }),
      );
  }
}

type WrittenQuestion = LayerReading & { readonly example: EvidenceExample };

/** 1 − loss of what the network answers if the layer at `index` writes for each question. */
async function scoreWritten(
  context: InferenceContext,
  {
    index,
    network,
    questions,
    temperature,
  }: {
    readonly index: number;
    /** `[layer]` */
    readonly network: PromptEvidence['parameters'];
    readonly questions: readonly WrittenQuestion[];
    readonly temperature: number;
  },
): Promise<readonly Outcome<ScoredCell>[]> {
  const texts = await writeLayer(layerAt(context, index), questions, {
    calls: callsOf(context, 'forward'),
    scoreModel: callsOf(context, 'score'),
    classScoring: context.strategies.classScoring,
    temperature,
  });
  const above = layerAt(context, index + 1);
  const readings = zip(questions, texts).map(
    ([
      {
        example: { upperInput, label },
        seed,
      },
      outcome,
    ]) =>
      mapOutcome(outcome, ({ text }) => ({
        layerInput: renderResidual(above, text, upperInput),
        upperInput,
        label,
        seed,
      })),
  );
  return thenAsk(readings, async (open) =>
    scoreThroughNetwork(context, {
      from: index + 1,
      parameters: network,
      readings: open,
      temperature,
    }),
  );
}
