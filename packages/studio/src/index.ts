export type {
  BenchCellName,
  LineSummary,
  RunEntry,
  RunFile,
  RunFileName,
  RunKind,
  RunList,
  RunStatus,
} from './contract.ts';
export { LINES_PER_MESSAGE, RUN_FILES } from './contract.ts';
export {
  composeGuide,
  type ComposedGuide,
  type ComposeGuideOptions,
  type GuideInputs,
} from './guide/models/compose-guide.ts';
export type {
  GuideAnswer,
  GuideModels,
  GuideSpending,
  Proposals,
  ProposalTask,
  Proposed,
} from './guide/models/guide-models.ts';
export {
  createSimulatedRater,
  type SimulatedRater,
  type SimulatedRaterOptions,
} from './guide/rater/simulated-rater.ts';
export {
  fitBradleyTerry,
  type Comparison,
  type Difference,
  type FitOptions,
  type PreferenceFit,
} from './guide/preference/bradley-terry.ts';
export {
  createGuideService,
  type GuideServiceOptions,
} from './guide/service/create-guide-service.ts';
export {
  exportRatings,
  formatExamples,
  NOTHING_TO_EXPORT,
  type RatedExample,
} from './guide/service/export-ratings.ts';
export type { GuideView } from './guide/service/guide-view.ts';
export { GuideError, type GuideErrorCode } from './guide/session/guide-error.ts';
export { defaultGuideSettings, type GuideSettings } from './guide/session/guide-settings.ts';
export type { Guide, NewRating, SeenRound } from './guide/session/guide.ts';
export { readGuide } from './guide/session/read-guide.ts';
export type { GuideState } from './guide/session/guide-state.ts';
export { openGuide, type GuideStart, type OpenGuideOptions } from './guide/session/open-guide.ts';
export { ListenError } from '@dln/run/listening';
export { openStudio, type OpenStudioOptions, type Studio } from './server/open-studio.ts';
export { StudioError, type StudioErrorCode } from './studio-error.ts';
export type { GuideService } from './server/studio-content.ts';
export { exportRuns, type ExportRunsOptions, type ExportSummary } from './export/export-runs.ts';
export { formatPlace, parsePlace, VIEWS, type Place, type View } from './reducers/place.ts';
export { summarizeLine } from './reducers/summarize-line.ts';
