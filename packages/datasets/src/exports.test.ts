import { expect, it } from 'vitest';
import * as exported from './index.ts';
import * as testing from './testing/index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toMatchInlineSnapshot(`
    [
      "Dataset",
      "DatasetArgumentError",
      "DatasetFileError",
      "DownloadError",
      "OutputClasses",
      "createDataset",
      "datasetNames",
      "decodeText",
      "describeData",
      "downloadFile",
      "fetchDatasets",
      "findInputColumn",
      "generateDataFiles",
      "generateExamples",
      "generatedDatasetNames",
      "hashFile",
      "importLog",
      "isDatasetFile",
      "isEncodingError",
      "isMarkedGenerated",
      "loadCatalogue",
      "loadDataset",
      "loadOutputSchema",
      "parseCatalogue",
      "parseRecords",
      "readExampleInput",
      "recordFormatOf",
      "referenceChoices",
      "splitNames",
      "standardChoices",
      "summarizeData",
      "textOfColumn",
      "toDataText",
    ]
  `);
});

it('exports these names for tests', () => {
  expect(Object.keys(testing)).toEqual(['createDatasetChecks']);
});
