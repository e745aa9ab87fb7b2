export { compileChatTemplate } from './jinja/compile-chat-template.ts';
export { createTemplate } from './create-template.ts';
export { listTemplates } from './list-templates.ts';
export { loadTemplate } from './load-template.ts';
export { createInputReader } from './rows/input-form.ts';
export { readsNamedFields, withNamedFields } from './rows/with-named-fields.ts';
export { createRowTemplate } from './rows/row-template.ts';
export { RowTemplateError } from './rows/row-template-error.ts';
export { isTemplateError, TemplateError } from './template-error.ts';

export type { CompiledChatTemplate } from './jinja/compile-chat-template.ts';
export type { TemplateDefinition } from './create-template.ts';
export type { TemplateListing } from './list-templates.ts';
export type { TemplateOptions } from './load-template.ts';
export type { InputForm } from './rows/input-form.ts';
export type { Row, RowTemplate } from './rows/row-template.ts';
export type { RowTemplateProblem } from './rows/row-template-error.ts';
export type { TemplateErrorCode, TemplateErrorOptions } from './template-error.ts';
export type { Template, TemplateVariables } from './template.ts';
