import { createTemplate } from '@dln/templates';
import { mutateText, pick } from '../mutate.ts';
import type { FuzzTarget } from '../target.ts';

const TEXTS: readonly string[] = [
  '{{ prompt }}\n\n{{ input }}\n\nYour thoughts were:',
  '{% for one in examples %}{{ loop.index }}: {{ one.input }} → {{ one.output | upper }}\n{% endfor %}',
  '{% if input is defined and input|length > 3 %}{{ input[:3] }}{% else %}-{% endif %}',
  '{% set n = namespace(x=0) %}{% for i in range(9) %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}',
  '{% macro f(a, b=2) %}{{ a * b }}{% endmacro %}{{ f(3) }}{{ {"a": [1, 2]} | tojson }}',
  '{{ examples | selectattr("loss", ">", 0) | map(attribute="input") | join(", ") }}',
];

/** Templates of another person's network. */
export const templates: FuzzTarget = {
  name: 'templates',
  longCount: 3_000,
  run: ({ random }) => {
    const text = mutateText(random, pick(random, TEXTS));
    const template = createTemplate({ name: 'fuzz', version: 'v1.0', source: 'fuzz', text });
    const examples = [{ input: 'a', output: 'b', loss: 1 }];
    template.render({ prompt: 'Think.', input: 'some input', examples });
  },
};
