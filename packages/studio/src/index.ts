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
export { formatPlace, parsePlace, VIEWS, type Place, type View } from './reducers/place.ts';
export { summarizeLine } from './reducers/summarize-line.ts';
