// The part of this package that reads no file: `@dln/templates/template`.
export { createTemplate } from './create-template.ts';
export { createInputReader } from './rows/input-form.ts';
export { readsNamedFields, withNamedFields } from './rows/with-named-fields.ts';
export { createRowTemplate } from './rows/row-template.ts';
export { RowTemplateError } from './rows/row-template-error.ts';
export { TemplateFileError } from './template-file-error.ts';
export { TemplateRenderError } from './template-render-error.ts';
export { TemplateVariableError } from './template-variable-error.ts';

export type { TemplateDefinition } from './create-template.ts';
export type { InputForm } from './rows/input-form.ts';
export type { Row, RowTemplate } from './rows/row-template.ts';
export type { RowTemplateProblem } from './rows/row-template-error.ts';
export type { Template, TemplateVariables } from './template.ts';
