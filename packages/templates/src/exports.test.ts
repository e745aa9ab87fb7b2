import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'RowTemplateError',
    'TemplateFileError',
    'TemplateRenderError',
    'TemplateVariableError',
    'UnknownTemplateError',
    'createInputReader',
    'createRowTemplate',
    'createTemplate',
    'listTemplates',
    'loadTemplate',
    'readsNamedFields',
    'withNamedFields',
  ]);
});
