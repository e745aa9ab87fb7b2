// The part of this package that reads no file: `@dln/templates/template`.
export { createTemplate } from './create-template.ts';
export { createInputReader } from './rows/input-form.ts';
export { readsNamedFields, withNamedFields } from './rows/with-named-fields.ts';
export { createRowTemplate } from './rows/row-template.ts';
export { RowTemplateError } from './rows/row-template-error.ts';
export { isTemplateError, TemplateError } from './template-error.ts';

export type { TemplateDefinition } from './create-template.ts';
export type { InputForm } from './rows/input-form.ts';
export type { Row, RowTemplate } from './rows/row-template.ts';
export type { RowTemplateProblem } from './rows/row-template-error.ts';
export type { TemplateErrorCode, TemplateErrorOptions } from './template-error.ts';
export type { Template, TemplateVariables } from './template.ts';
