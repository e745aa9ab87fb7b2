import { scoreLayerCells, scoreLayerClasses } from '../layers/score-layer.ts';
import { renderResidual } from '../layers/render-layer.ts';
import { writeLayer } from '../layers/write-layer.ts';
import type { LayerExample } from '../objectives/layer-example.ts';
import type { ScoredTerm } from '../objectives/scored-term.ts';
import type { Term, TermAnswer, TermPlace, TermQuestion } from '../objectives/term.ts';
import { renameUnanswered } from '../scoring/unanswered-error.ts';
import { cellIndex } from './among-answered.ts';
import type { Candidate } from './candidate-listing.ts';
import { callsOf, layerAt, type InferenceContext } from './inference-context.ts';
import type { PromptEvidence } from './prompt-evidence.ts';
import { scoreAccuracy } from './score-accuracy.ts';
import { scoreThroughNetwork } from './score-through-network.ts';
import { scoringOptions } from './scoring-options.ts';
import { settleAll } from './settle-all.ts';

/** A question of a term about an example, under a candidate prompt. */
interface AskedQuestion {
  readonly term: Term;
  readonly example: LayerExample;
  /** The index of the example. */
  readonly row: number;
  readonly prompt: string;
  /** The index of the candidate. */
  readonly column: number;
  readonly question: TermQuestion;
}

/**
 * Scores candidates by every term that has a weight here. Questions of one kind go out in one call, whichever term asks them.
 *
 * @throws UnansweredError that names cells, by `cellIndex`
 */
export async function scoreTerms(
  context: InferenceContext,
  evidence: PromptEvidence,
  candidates: readonly Candidate[],
): Promise<readonly ScoredTerm[]> {
  const { strategies, settings } = context;
  const { examples } = evidence;
  const place = placeOf(context, evidence);
  const ranking = strategies.ranking(settings);
  const isAsked = (term: Term, example: LayerExample, candidate: Candidate): boolean =>
    !term.isRanked || ranking.ranksOn(candidate, example.batchIndex);
  const active = strategies.terms
    .map((term) => ({ term, weight: term.weight(place) }))
    .filter(({ weight }) => weight !== 0);
  const asked = active.flatMap(({ term }) =>
    examples.flatMap((example, row) =>
      term.ask(example, place).flatMap((question) =>
        candidates.flatMap((candidate, column): readonly AskedQuestion[] => {
          const { prompt } = candidate;
          return isAsked(term, example, candidate)
            ? [{ term, example, row, prompt, column, question }]
            : [];
        }),
      ),
    ),
  );
  const answersTo = await answerAll(context, evidence, asked, candidates.length);
  return active.map(({ term, weight }) => ({
    name: term.name,
    weight,
    isScore: term.isScore,
    cells: examples.map((example, row) => {
      const answers = candidates.map((candidate, column) =>
        isAsked(term, example, candidate) ? answersTo(term, row, column) : undefined,
      );
      return term.score(answers, example, place);
    }),
  }));
}

function placeOf(context: InferenceContext, evidence: PromptEvidence): TermPlace {
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

/** Asks everything, and gives the answers for a cell of a term, in the order of its questions. */
async function answerAll(
  context: InferenceContext,
  evidence: PromptEvidence,
  asked: readonly AskedQuestion[],
  candidates: number,
): Promise<(term: Term, row: number, column: number) => readonly TermAnswer[]> {
  const groups = [...Map.groupBy(asked, ({ question }) => question.kind)];
  const answered = await settleAll(
    groups.map(async ([kind, own]) => {
      const answers = await renameUnanswered(
        answerKind(context, evidence, kind, own),
        (unanswered) => {
          const one = own[unanswered.index];
          if (!one) throw new RangeError(`no question ${unanswered.index} among ${own.length}`);
          return { ...unanswered, index: cellIndex(one.row, one.column, candidates) };
        },
      );
      return own.map((one, index) => {
        const answer = answers[index];
        if (!answer) throw new RangeError(`${answers.length} answers to ${own.length} questions`);
        return { ...one, answer };
      });
    }),
  );
  const byTerm = Map.groupBy(answered.flat(), ({ term }) => term);
  const byCell = new Map(
    [...byTerm].map(([term, own]) => [
      term,
      Map.groupBy(own, ({ row, column }) => cellIndex(row, column, candidates)),
    ]),
  );
  return (term, row, column) =>
    (byCell.get(term)?.get(cellIndex(row, column, candidates)) ?? []).map(({ answer }) => answer);
}

async function answerKind(
  context: InferenceContext,
  evidence: PromptEvidence,
  kind: TermQuestion['kind'],
  asked: readonly AskedQuestion[],
): Promise<readonly TermAnswer[]> {
  const layer = layerAt(context, evidence.index);
  const queries = asked.map(({ question, prompt }) => ({
    input: question.layerInput,
    prompt,
    target: 'target' in question ? question.target : '',
  }));
  switch (kind) {
    case 'target':
      return scoreLayerCells(layer, queries, scoringOptions(context));
    case 'distribution':
      return (await scoreLayerClasses(layer, queries, scoringOptions(context))).map((scores) => ({
        scores,
      }));
    case 'accuracy':
      return exactly(await scoreAccuracy(context, evidence.index, queries));
    case 'network': {
      const texts = await writeLayer(layer, queries, {
        calls: callsOf(context, 'forward'),
        scoreModel: callsOf(context, 'score'),
        classScoring: context.strategies.classScoring,
        temperature: 0,
      });
      const above = layerAt(context, evidence.index + 1);
      const readings = asked.map(({ example: { upperInput, label } }, index) => {
        const text = texts[index];
        if (text === undefined) throw new RangeError(`no text ${index} among ${texts.length}`);
        return { layerInput: renderResidual(above, text, upperInput), upperInput, label };
      });
      return exactly(
        await scoreThroughNetwork(context, {
          from: evidence.index + 1,
          prompts: evidence.prompts,
          readings,
        }),
      );
    }
  }
}

function exactly(values: readonly number[]): readonly TermAnswer[] {
  return values.map((value) => ({ value }));
}
