// The part of this package that reads no file: `@dln/templates/template`.
export { createTemplate } from './create-template.ts';
export { TemplateFileError } from './template-file-error.ts';
export { TemplateRenderError } from './template-render-error.ts';
export { TemplateVariableError } from './template-variable-error.ts';

export type { TemplateDefinition } from './create-template.ts';
export type { Template, TemplateVariables } from './template.ts';
