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
export { NetworkPolicyError, PortInUseError } from './server/network/network-policy.ts';
export { openStudio, type OpenStudioOptions, type Studio } from './server/open-studio.ts';
export { MissingPageError } from './server/page-files.ts';
export type { GuideService } from './server/studio-content.ts';
export {
  exportRuns,
  NoRunError,
  type ExportRunsOptions,
  type ExportSummary,
} from './export/export-runs.ts';
export { formatPlace, parsePlace, VIEWS, type Place, type View } from './reducers/place.ts';
export { summarizeLine } from './reducers/summarize-line.ts';
