import { expect, it } from 'vitest';
import * as exported from './index.ts';

it('exports these names', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'RowTemplateError',
    'TemplateError',
    'compileChatTemplate',
    'createInputReader',
    'createRowTemplate',
    'createTemplate',
    'isTemplateError',
    'listTemplates',
    'loadTemplate',
    'plainValueOf',
    'readsNamedFields',
    'withNamedFields',
    'withinDepth',
  ]);
});
