export { createCountingContext } from './estimate/counting-context.ts';
export { estimateRun } from './estimate/estimate-run.ts';
export { usualLengths } from './estimate/outlook.ts';
export { callPurposes } from './estimate/call-purpose.ts';
export { createStrategies } from './training/presets.ts';
export { checkRun } from './training/check-run.ts';
export { RunConfigurationError } from './training/run-configuration-error.ts';
export { traceTraining } from './training/trace-training.ts';
export { estimateBound } from './bound/estimate-bound.ts';
export { importanceWeightedBounds } from './bound/importance-weighted-bound.ts';
export { inLayout } from './training/choose-layout.ts';
export { train } from './training/train.ts';
export { defaultTrainingSettings } from './training/training-settings.ts';
export { defaultInferenceSettings } from './inference/inference-settings.ts';
export { accuracyOf, answerExamples, validShareOf } from './training/answer-examples.ts';
export { countPromptTokens } from './training/count-prompt-tokens.ts';
export { posteriorWeightsFor } from './inference/posterior-weights.ts';
export { mapMembers } from './inference/model-ensemble.ts';
export { planScoring } from './inference/plan-scoring.ts';
export { step } from './inference/step.ts';
export { terms, termSettings } from './objectives/terms.ts';
export { runForward } from './inference/forward-pass.ts';
export { planPosterior } from './samplers/posterior-sampler.ts';
export { divideCandidates } from './inference/proposer-trials.ts';
export { mixProposers } from './inference/proposers/mix-proposers.ts';
export { proposers } from './inference/proposers/proposers.ts';
export { rankings } from './inference/rankings.ts';
export { onePromptForm, planProposals, threePromptsForm } from './samplers/prompt-sampler.ts';
export { everyPairing } from './samplers/proposal-pairing.ts';
export { scoreTexts, separatorInContext } from './scoring/text-scorer.ts';
export { scoresClasses } from './scoring/scorable.ts';
export { addGrounds, describeGrounds } from './scoring/scoring-grounds.ts';
export { wholeClass } from './scoring/whole-class.ts';
export { candidateEntrySchema } from './results/candidate-entry.ts';
export { listCandidates } from './results/candidate-ledger.ts';
export { classificationReport } from './report/classification-report.ts';
export { mcNemarTest } from './report/mcnemar-test.ts';
export { wilsonInterval } from './report/wilson-interval.ts';
export { compareAnswers } from './results/compare-answers.ts';
export { CONTENT_FREE_INPUTS } from './layers/layer-calibration.ts';
export { createValueCheck, draftOf } from './structured/check-value.ts';
export { createOutputSchema } from './structured/create-output-schema.ts';
export { requireValid } from './structured/require-valid.ts';
export { instructionOnly, instructionsOf } from './layers/layer-parameters.ts';
export { describeParameters } from './results/describe-parameters.ts';
export { upgradeCandidate, upgradeRecord } from './results/upgrade-record.ts';
export { loadNetwork } from './results/load-network.ts';
export { NothingAnsweredError } from './inference/nothing-answered-error.ts';
export { reasonOf as describeUnfinished } from './inference/omission.ts';
export { NetworkFileError } from './results/network-file-error.ts';
export { networkFileSchema } from './results/network-file.ts';
export { parseNetworkFile } from './results/parse-network-file.ts';
export { saveNetwork } from './results/save-network.ts';
export { createResultDataBuilder } from './results/result-data.ts';

export type {
  AnsweredExample,
  AnswerExamplesOptions,
  SampledAnswer,
} from './training/answer-examples.ts';
export type { ModelAnswers } from './training/answer-on-models.ts';
export type { AnswerSampleSettings, SampleAggregate } from './inference/answer-samples.ts';
export type { EnsembleMember, ModelAggregate, ModelEnsemble } from './inference/model-ensemble.ts';
export type { PresetName, Strategies } from './training/presets.ts';
export type { TraceTrainingOptions } from './training/trace-training.ts';
export type { EstimateBoundOptions, EstimatedBound } from './bound/estimate-bound.ts';
export type { LikelihoodBound } from './bound/importance-weighted-bound.ts';
export type { TrainOptions, TrainResult } from './training/train-options.ts';
export type { TrainingSettings } from './training/training-settings.ts';
export type { TrainingState } from './training/training-state.ts';
export type {
  BaselineEvent,
  CountedEvent,
  IterationEvent,
  OmittedEvent,
  RestoredEvent,
  LayoutChosenEvent,
  LayoutFigures,
  SteppedEvent,
  StoppedEarlyEvent,
  TestedEvent,
  TrainEvent,
  ValidatedEvent,
} from './training/train-event.ts';
export type { MemoryEntry, MemoryPolicy } from './training/prompt-memory.ts';
export type { ResultRules, ResultRulesOf } from './training/result-rules.ts';
export type { ValidationPolicy } from './training/validation-policy.ts';
export type { StepResult } from './inference/step.ts';
export type { LayerInfo, StepInfo } from './inference/step-info.ts';
export type { NetworkState, StepBatch, StepOptions } from './inference/step-options.ts';
export type { TracedExample, TracedLayer } from './inference/trace-examples.ts';
export type { DuplicateCandidate } from './inference/find-duplicates.ts';
export type { PromptUpdate, ScoredCandidate } from './inference/prompt-update.ts';
export type {
  BackwardTemplates,
  InferenceContext,
  NetworkModels,
} from './inference/inference-context.ts';
export type {
  PosteriorWeights,
  UnweighedText,
  UnweighedTexts,
} from './inference/posterior-weights.ts';
export type { HiddenExample } from './inference/hidden-texts.ts';
export type { ScoringPlan } from './inference/plan-scoring.ts';
export type { InferenceSettings } from './inference/inference-settings.ts';
export type {
  ObjectiveSettings,
  OutputScoringFunction,
  ScoringFunction,
} from './objectives/objective-settings.ts';
export type { LayerExample, WeightedText } from './objectives/layer-example.ts';
export type { ScoredTerm, TermFigures } from './objectives/scored-term.ts';
export type { Term, TermAnswer, TermCell, TermPlace, TermQuestion } from './objectives/term.ts';
export type { TermSetting } from './objectives/term-setting.ts';
export type { ObjectiveTerm, TermSettingName } from './objectives/terms.ts';
export type {
  Accepted,
  Acceptance,
  AcceptanceChoice,
  ComparedCandidates,
  WithheldWinner,
} from './inference/acceptance.ts';
export type { Demonstration, LayerParameters } from './layers/layer-parameters.ts';
export type {
  Candidate,
  CandidateListing,
  OfferedCandidates,
} from './inference/candidate-listing.ts';
export type { ProposerName } from './inference/proposers/proposers.ts';
export type { ProposerTrials, TrialCounts } from './inference/proposer-trials.ts';
export type {
  Proposer,
  ProposerQuestion,
  ShownExample,
  TrainingExample,
} from './inference/proposer.ts';
export type {
  DividedBatch,
  Division,
  DivisionChoice,
  DivisionSettings,
} from './inference/division.ts';
export type {
  Ranking,
  RankingChoice,
  RankingName,
  RankingSettings,
  Standing,
  Survivors,
} from './inference/rankings.ts';
export type { DroppedCandidate } from './inference/race-candidates.ts';
export type { CopyRule, RefusedCandidate } from './inference/judge-copies.ts';
export type { Phase } from './inference/phase.ts';
export type { Omission, OmissionKind, OmissionReason } from './inference/omission.ts';
export type {
  BackwardReply,
  ReadReply,
  ReplyReading,
  UnfinishedKind,
} from './samplers/reply-reading.ts';
export type { InferenceStrategies } from './inference/inference-strategies.ts';
export type { RunForwardOptions } from './inference/forward-pass.ts';
export type { ForwardPass, LayerPass } from './layers/run-layers.ts';
export type { Failed, Outcome } from './scoring/outcome.ts';
export type { Layer, Layers } from './layers/layer.ts';
export type { OutputSchema, OutputSchemaOptions, ReadOutput } from './structured/output-schema.ts';
export type { LayerCalibration, PriorMemory } from './layers/layer-calibration.ts';
export type { LayerClasses } from './layers/output-classes.ts';
export type { PlanPosteriorOptions, PosteriorExample } from './samplers/posterior-sampler.ts';
export type {
  PlanProposalsOptions,
  ProposalExample,
  ProposalForm,
  ProposalRequest,
} from './samplers/prompt-sampler.ts';
export type { ProposalPairing } from './samplers/proposal-pairing.ts';
export type {
  AnswerSampling,
  ClassScores,
  LogInterval,
  ClassScoring,
  ClassScoringMethod,
  ScoreClassesOptions,
} from './scoring/class-scores.ts';
export type { ScoringGrounds } from './scoring/scoring-grounds.ts';
export type { ModelCalls } from './scoring/model-calls.ts';
export type { ScoreTextsOptions, TextQuery, TextScoring } from './scoring/text-scorer.ts';
export type {
  ResultCandidate,
  ResultData,
  ResultDataBuilder,
  ResultEntry,
  ResultExample,
} from './results/result-data.ts';
export type { Calibration } from './report/calibrate.ts';
export type {
  ClassFigures,
  ClassificationReport,
  ReportedExample,
} from './report/classification-report.ts';
export type { ShareInterval } from './report/wilson-interval.ts';
export type { CandidateEntry, TermEntry } from './results/candidate-entry.ts';
export type { AnswerComparison, PresentAnswers } from './results/compare-answers.ts';
export type { NetworkInput } from './results/input-texts.ts';
export type { LoadNetworkOptions, Network } from './results/load-network.ts';
export type { NetworkCalling } from './results/network-calling.ts';
export type {
  NetworkCallOptions,
  NetworkGeneration,
  NetworkLanguageModel,
  NetworkMessage,
  NetworkStreamPart,
  NetworkUsage,
  NetworkWarning,
} from './results/network-language-model.ts';
export type { AnswerMethod, FewShot, Prediction, PredictOptions } from './results/prediction.ts';
export type {
  NetworkFile,
  RecordedAnswers,
  SavedLayer,
  SavedTemplate,
} from './results/network-file.ts';
export type { SaveNetworkOptions } from './results/save-network.ts';
export type { CostByPurpose } from './estimate/counting-account.ts';
export type { CountingContext } from './estimate/counting-context.ts';
export type { CountedRun } from './estimate/count-run.ts';
export type { RunEstimate } from './estimate/estimate-run.ts';
export type { PlannedRun, RunRule } from './training/run-rules.ts';
export type { CallPurpose } from './estimate/call-purpose.ts';
export type { Bound } from './estimate/outlook.ts';
