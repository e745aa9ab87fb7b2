export { classificationReport } from './report/classification-report.ts';
export { mcNemarTest } from './report/mcnemar-test.ts';
export { wilsonInterval } from './report/wilson-interval.ts';

export type {
  ClassFigures,
  ClassificationReport,
  ReportedExample,
} from './report/classification-report.ts';
export type { Calibration } from './report/calibrate.ts';
export type { ShareInterval } from './report/wilson-interval.ts';
