import type { InferenceContext } from '@dln/vi';

type PromptTemplate = InferenceContext['templates']['prompt'];

/** Whether requests made with a template can show comments. */
export function takesComments({ variables }: Pick<PromptTemplate, 'variables'>): boolean {
  return variables.includes('message');
}

/** The template of proposals with what raters wrote before each of its hints. */
export function withComments(
  template: PromptTemplate,
  comments: readonly string[],
): PromptTemplate {
  if (comments.length === 0) return template;
  const said = ['People who read the outputs wrote:', ...comments.map((text) => `- ${text}`)];
  const hints = template.messageAlternatives ?? [''];
  return {
    name: template.name,
    version: template.version,
    source: template.source,
    text: template.text,
    variables: template.variables,
    ...(template.stopTokens ? { stopTokens: template.stopTokens } : {}),
    messageAlternatives: hints.map((hint) => [...said, hint].join('\n').trim()),
    render: (variables) => template.render(variables),
  };
}
