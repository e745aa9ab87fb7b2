export { writeBundleFile } from './bundles/bundle-file.ts';
export { renderBundle } from './bundles/bundle.ts';
export { withoutForeignPaths } from './bundles/foreign-record.ts';
export { openBundle, type OpenBundleOptions, type OpenedBundle } from './bundles/open-bundle.ts';
export type { JudgeAgreement, LabelledJudge } from './metrics/judge-agreement.ts';
export type { Agreement } from './metrics/measure-agreement.ts';
export type { LabelledAnswer } from './metrics/parse-labels.ts';
export type { LineLimits } from './bundles/read-lines.ts';
export { composeRun } from './composition/compose-run.ts';
export { createModels } from './composition/create-models.ts';
export { isDemonstrationTask } from './composition/create-demonstration-model-error.ts';
export { describeFreely } from './composition/answer-freely.ts';
export { describeGenerated } from './composition/describe-generated.ts';
export { loadTask } from './composition/load-task.ts';
export { isLocalName, openLocalModel } from './composition/local-model.ts';
export { openEmbeddings } from './composition/open-embeddings.ts';
export { openConnections } from './composition/open-connections.ts';
export { openServedModel } from './composition/open-served-model.ts';
export { describeJudgeAgreement } from './metrics/judge-agreement.ts';
export { measureAgreement } from './metrics/measure-agreement.ts';
export { parseLabels } from './metrics/parse-labels.ts';
export { connectLoss } from './composition/connect-loss.ts';
export { selectTaskLoss } from './composition/select-task-loss.ts';
export { taskOf } from './composition/task-of.ts';
export { ConfigurationError } from './configuration/configuration-error.ts';
export {
  loadConfigurationFile,
  parseConfigurationFile,
} from './configuration/load-configuration-file.ts';
export { presetDefaults } from './configuration/preset-defaults.ts';
export { readFlagSettings } from './configuration/read-settings.ts';
export { resolveConfiguration } from './configuration/resolve-configuration.ts';
export { resolveSettings } from './configuration/resolve-settings.ts';
export { isRunning } from './directory/lock-run.ts';
export { createRunDirectoryError } from './directory/create-run-directory-error.ts';
export { isRunError, RunError } from './directory/run-error.ts';
export { readRunRecord, writeRunRecord } from './directory/run-record.ts';
export { readEnvironment } from './environment.ts';
export { fetchModel } from './models/fetch-model.ts';
export { requantizeStoredModel } from './models/requantize-stored-model.ts';
export { listStoredModels, removeModel } from './models/stored-models.ts';
export { estimateProbes, estimateTraining } from './estimate/estimate-training.ts';
export { toRanges, totalRanges } from './estimate/cost-ranges.ts';
export { exportNetwork, exportTargets } from './exporting/export-network.ts';
export { showRange } from './estimate/show-range.ts';
export { makeFolders } from './files/make-folders.ts';
export { createOutputPathError } from './files/create-output-path-error.ts';
export { RunFileError } from './files/run-file-error.ts';
export { writeText } from './files/write-text.ts';
export { checkModules } from './modules/check-modules.ts';
export { loadModules } from './modules/load-modules.ts';
export { ModuleError } from './modules/module-error.ts';
export { openRunProbes } from './probes/open-run-probes.ts';
export { openProbeMemory, probesFile } from './probes/probe-memory.ts';
export { estimateNetwork } from './program/estimate-network.ts';
export { trainNetwork } from './program/train-network.ts';
export { locatePath } from './recorded/locate-path.ts';
export { openNearRecord } from './recorded/open-near-record.ts';
export { readRecordedRun } from './recorded/read-recorded-run.ts';
export { settingsAsRecorded } from './recorded/settings-as-recorded.ts';
export { settingsOfNetwork } from './recorded/settings-of-network.ts';
export { shownShots } from './recorded/shown-shots.ts';
export { sumSaved } from './replies/cache-summary.ts';
export { hasCache, openCache } from './replies/open-cache.ts';
export { createReplyKeeper, type KeptElsewhere, repliesFile } from './replies/reply-keeper.ts';
export { chooseSharedReplies, usualCacheFile } from './replies/shared-replies.ts';
export { fingerprint } from './running/fingerprint-run.ts';
export { capTime, createRunBudget } from './running/run-budget.ts';
export { resumeTraining } from './running/resume-training.ts';
export { runTraining } from './running/run-training.ts';
export { compareResults, compareSettings } from './runs/compare-runs.ts';
export { findRuns } from './runs/find-runs.ts';
export { readRun } from './runs/read-run.ts';
export { createModelService } from './serving/model-service.ts';
export { createNetworkService } from './serving/network-service.ts';
export { openServer } from './serving/open-server.ts';
export { ServingError } from './serving/serving-error.ts';
export { aliasNames, aliases } from './settings/aliases.ts';
export { budgetSettings } from './settings/budget-settings.ts';
export { modelSettings } from './settings/model-settings.ts';
export { inFlags } from './settings/in-flags.ts';
export { parseModuleReference } from './settings/module-reference.ts';
export { optionName } from './settings/option-name.ts';
export { kindOf } from './settings/setting-kind.ts';
export { settingNames, settingOf, settings } from './settings/settings.ts';
export { decodeRecords } from './tensorboard/records.ts';
export { decodeScalar } from './tensorboard/summary-message.ts';
export { findHints, flagsOf, flagsOfCommand } from './text/find-hints.ts';
export {
  formatAccuracy,
  formatCount,
  formatDollars,
  formatNats,
  formatSize,
} from './text/format-number.ts';
export { formatTable } from './text/format-table.ts';
export { isUserFacing } from './text/is-user-facing.ts';
export { version } from './version.ts';

export type { BundledReply } from './bundles/bundle.ts';
export type { ComposedRun } from './composition/compose-run.ts';
export type { RetryCounts } from './composition/count-retries.ts';
export type { ReachedCap } from './reporting/reached-cap.ts';
export type { EndpointPlace, Findings, ModelSources } from './composition/findings.ts';
export type { Spending } from './composition/spending.ts';
export type { ConfigurationFile } from './configuration/load-configuration-file.ts';
export type { RunRecord } from './directory/run-record.ts';
export type { Environment } from './environment.ts';
export type { TrainingEstimate } from './estimate/estimate-training.ts';
export type { CostRanges, Range } from './estimate/cost-ranges.ts';
export type { ExportNetworkOptions, ExportTarget } from './exporting/export-network.ts';
export type { OpenAiOptions } from './exporting/to-openai.ts';
export type { WrittenExport } from './exporting/written-export.ts';
export type { FetchedModel, FetchModelOptions, ModelFetchEvent } from './models/fetch-model.ts';
export type { ModelRequestOptions } from './models/model-request.ts';
export type { RequantizedModel } from './models/requantize-stored-model.ts';
export type { StoredModel } from './models/stored-models.ts';
export type { ModuleRecord } from './modules/load-module.ts';
export type { LoadModulesOptions, ModuleSettings } from './modules/load-modules.ts';
export type {
  ConfigurationErrorCode,
  ConfigurationErrorOptions,
} from './configuration/configuration-error.ts';
export type { RunErrorCode, RunErrorOptions } from './directory/run-error.ts';
export type { RunFileErrorCode, RunFileErrorOptions } from './files/run-file-error.ts';
export type { ModuleErrorCode } from './modules/module-error.ts';
export type { DataLoaderOptions, Drawing } from './modules/outside-data.ts';
export type { LossFunction } from './modules/outside-loss.ts';
export type { DataLoader, RunModules } from './modules/run-modules.ts';
export type { DataOptions, DataSource } from './program/open-data.ts';
export type { ModelSource } from './program/model-source.ts';
export type { ModelOptions } from './program/open-models.ts';
export type { NoteEvent, StartedEvent, TrainingEvent } from './program/training-event.ts';
export type {
  TrainingBudget,
  TrainingSettings,
  TrainNetworkOptions,
} from './program/training-options.ts';
export type { TrainedNetwork, TrainingResult } from './program/training-result.ts';
export type { TrainingRun } from './program/training-run.ts';
export type { RecordedRun } from './recorded/read-recorded-run.ts';
export type { ShownShots } from './recorded/shown-shots.ts';
export type { CacheSummary } from './replies/cache-summary.ts';
export type { CacheFlags } from './replies/shared-replies.ts';
export type { RunReporter, RunStart, RunSummary } from './reporting/run-reporter.ts';
export type { PhaseProgress } from './reporting/watch-models.ts';
export type { Learner } from './running/learner.ts';
export type { Caps } from './running/run-budget.ts';
export type { ResumedSettings, RunTrainingOptions } from './running/run-training-options.ts';
export type { Comparison } from './runs/compare-runs.ts';
export type { RunOverview } from './runs/read-run.ts';
export type { ProposerCost } from './runs/proposer-costs.ts';
export type { ModelServiceOptions } from './serving/model-service.ts';
export type { NetworkServiceOptions } from './serving/network-service.ts';
export type { OpenedServer, OpenServerOptions } from './serving/open-server.ts';
export type {
  ChatRequest,
  CompletionsRequest,
  RequestMessage,
  SharedRequest,
} from './serving/requests.ts';
export type {
  Service,
  ServiceAnswer,
  ServiceCall,
  ServiceChoice,
  ServiceToken,
  ServiceTokenizer,
} from './serving/service.ts';
export type { ServingErrorOptions, ServingErrorType } from './serving/serving-error.ts';
export type { WrittenSetting } from './settings/in-flags.ts';
export type { ModuleReference } from './settings/module-reference.ts';
export type { AliasName } from './settings/aliases.ts';
export type { Configuration } from './settings/configuration.ts';
export type { GivenSettings } from './settings/given-settings.ts';
export type { Setting, SettingGroup } from './settings/setting.ts';
export type { SettingKind } from './settings/setting-kind.ts';
export type { SettingName } from './settings/settings.ts';
export type { OutputOption } from './structured/from-standard.ts';
export type { CommandWithFlags, FindHintsOptions, Hints } from './text/find-hints.ts';
