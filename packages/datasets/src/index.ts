export { Dataset } from './batches/dataset.ts';
export { parseCatalogue } from './catalogue/parse-catalogue.ts';
export { referenceChoices } from './choices/reference-choices.ts';
export { standardChoices } from './choices/standard-choices.ts';
export { OutputClasses } from './classes/output-classes.ts';
export { createDataset } from './examples/create-dataset.ts';
export { DatasetArgumentError } from './dataset-argument-error.ts';
export { splitNames } from './example.ts';
export { DownloadError } from './fetching/download-error.ts';
export { downloadFile, hashFile } from './fetching/download-file.ts';
export { fetchDatasets } from './fetching/fetch-datasets.ts';
export { toDataText } from './files/read-data-text.ts';
export { DatasetFileError } from './files/dataset-file-error.ts';
export { parseRecords, recordFormatOf, textOfColumn } from './files/parse-records.ts';
export { decodeText } from './files/text/decode-text.ts';
export { isEncodingError } from './files/text/create-encoding-error.ts';
export { generateDataFiles } from './generators/generate-data-files.ts';
export { generateExamples } from './generators/generate-examples.ts';
export { generatedDatasetNames } from './generators/generated-dataset-name.ts';
export { importLog } from './import/import-log.ts';
export { describeData } from './inspection/describe-data.ts';
export { summarizeData } from './inspection/summarize-data.ts';
export { loadCatalogue } from './load-catalogue.ts';
export { loadDataset } from './load-dataset.ts';
export { readExampleInput } from './loaders/read-record.ts';
export { datasetNames } from './loaders/loaders.ts';
export { findInputColumn } from './loading/find-input-column.ts';
export { isDatasetFile } from './loading/is-dataset-file.ts';
export { isMarkedGenerated } from './loading/generated-folder.ts';

export { loadOutputSchema } from './structured/load-output-schema.ts';

export type { OutputSchemaJson } from './structured/load-output-schema.ts';
export type { PointerMove } from './batches/advance-pointer.ts';
export type { Batch } from './batches/batch.ts';
export type { RandomBatchOptions } from './batches/dataset.ts';
export type { DatasetOptions, DatasetSource, SplitSizes } from './batches/dataset-options.ts';
export type { DatasetState } from './batches/dataset-state.ts';
export type { Groups } from './batches/groups.ts';
export type { DatasetDescription, OwnFiles } from './catalogue/dataset-description.ts';
export type { Catalogue } from './catalogue/parse-catalogue.ts';
export type { Assignment, AssignRequest } from './choices/assign-splits.ts';
export type {
  CutRequest,
  DatasetChoices,
  FewShotRequest,
  GroupedExamples,
} from './choices/dataset-choices.ts';
export type { CreateDatasetOptions, ExampleRows, SplitRows } from './examples/create-dataset.ts';
export type { RowOptions } from './examples/read-row.ts';
export type { Example, Split, Splits } from './example.ts';
export type { DownloadRequest } from './fetching/download-file.ts';
export type { ReceiveRequest } from './fetching/receive-file.ts';
export type {
  DatasetArgumentErrorCode,
  DatasetArgumentErrorOptions,
} from './dataset-argument-error.ts';
export type { DownloadErrorCode, DownloadErrorOptions } from './fetching/download-error.ts';
export type { FetchDatasetsOptions } from './fetching/fetch-datasets.ts';
export type { FetchEvent } from './fetching/fetch-event.ts';
export type {
  CopiedFile,
  PublishedFile,
  PublishedFiles,
  PublishedPlace,
  SubtractedFile,
} from './fetching/published-file.ts';
export type { DatasetFileErrorCode, DatasetFileErrorOptions } from './files/dataset-file-error.ts';
export type { DataFile } from './files/data-file.ts';
export type { RecordFormat } from './files/parse-records.ts';
export type { ParseJsonRecordsOptions } from './files/parse-json-records.ts';
export type { DataRecord, DataRecords } from './files/record.ts';
export type { GenerateDataFilesOptions, GeneratedFile } from './generators/generate-data-files.ts';
export type { ImportedLog, ImportLogOptions } from './import/import-log.ts';
export type { GenerateExamplesOptions } from './generators/generate-examples.ts';
export type { GeneratedDatasetName } from './generators/generated-dataset-name.ts';
export type {
  DataSummary,
  Leak,
  LengthSummary,
  SplitSummary,
} from './inspection/summarize-data.ts';
export type { InspectedData } from './inspection/describe-data.ts';
export type { LoadDatasetOptions } from './load-dataset.ts';
