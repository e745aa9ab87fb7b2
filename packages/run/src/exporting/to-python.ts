import type { ExportPlan } from './export-plan.ts';
import { PYTHON_READER } from './python-reader.ts';
import { type OpenAiOptions, samplingFields } from './to-openai.ts';
import type { WrittenExport } from './written-export.ts';

/** A Python file that calls the `openai` package. */
export function toPython(plan: ExportPlan, options: OpenAiOptions): WrittenExport {
  const { layers, classes, readsClasses, cutsOptions, api } = plan;
  const calls = layers.map((layer) => {
    const parts = JSON.stringify(layer.parts);
    return `    {
        "parts": ${parts},
        "options": ${pythonLiteral(samplingFields(layer, options))},
        "stop": ${JSON.stringify(layer.stop)},
    },
`;
  });
  const isStructured = layers.at(-1)?.outputSchema !== undefined;
  const read = isStructured
    ? '    return {"output": written, "value": _value(written), "hidden_texts": texts}\n'
    : classes === undefined
      ? '    return {"output": written, "hidden_texts": texts}\n'
      : `    name = read_class(written)
    output = ${readsClasses ? 'written if name is None else name' : 'written'}
    return {"output": output, "hidden_texts": texts, "class_name": name}
`;
  const text = `"""${docText(plan.name)}: a trained network, exported by dln.

    pip install openai
    python THIS_FILE.py "an input"

The client reads OPENAI_API_KEY and OPENAI_BASE_URL from the environment.
"""
${isStructured ? 'import json\n' : ''}${classes === undefined && !isStructured ? '' : 'import re\n'}import sys
${classes === undefined ? '' : 'import unicodedata\n'}
from openai import OpenAI

MODEL = ${JSON.stringify(plan.model)}

LAYERS = [
${calls.join('')}]
${classes === undefined ? '' : `\n# Each class with its synonyms.\nCLASSES = ${JSON.stringify(classes)}\n`}
# What JavaScript's trim() strips.
_BLANKS = "\\t\\n\\v\\f\\r \\xa0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"


def answer(text, client=None, model=MODEL):
    """Answers an input: {"output": …, ${isStructured ? '"value": …, ' : ''}"hidden_texts": […]${classes === undefined ? '' : ', "class_name": …'}}."""
    client = client or OpenAI()
    texts = []
    for layer in LAYERS:
        own = ${cutsOptions ? '_without_options(text) if not texts else text' : 'text'}
        slots = {"input": own, "hidden": texts[-1] if texts else ""}
        prompt = _fill(layer["parts"], slots)
${
  api === 'chat'
    ? `        messages = [{"role": "user", "content": prompt}]
        reply = client.chat.completions.create(model=model, messages=messages, **layer["options"])
        written = reply.choices[0].message.content or ""`
    : `        reply = client.completions.create(model=model, prompt=prompt, **layer["options"])
        written = reply.choices[0].text`
}
        for end in layer["stop"]:
            written = written.split(end, 1)[0]
        texts.append(written.strip(_BLANKS).replace("\\n\\n", "\\n"))
    written = texts.pop()
${read}

def _fill(parts, slots):
    """Inserts texts, and strips the blanks at the ends."""
    return "".join(
        _fill(part["group"], slots) if "group" in part else slots[part["slot"]] if "slot" in part else part["text"]
        for part in parts
    ).strip()

${
  cutsOptions
    ? `
def _without_options(text):
    start = text.find("Options:")
    return text if start == -1 else text[:start].strip(_BLANKS)

`
    : ''
}${classes === undefined ? '' : PYTHON_READER}${isStructured ? PYTHON_VALUE : ''}
if __name__ == "__main__":
    print(answer(sys.argv[1])["output"])
`;
  return {
    text,
    notes: [
      ...(classes === undefined
        ? []
        : [
            'The Python file reads a class that the answer consists of, or its first line. Classes in sentences, which `predict` of the network reads as well, are not read.',
          ]),
      ...plan.notes,
    ],
  };
}

function docText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', "'");
}

const PYTHON_VALUE = String.raw`
def _refuse(constant):
    """NaN and Infinity are no JSON, although Python reads them."""
    raise ValueError(constant)


def _value(text):
    """The JSON that a text consists of, alone or in one fenced block; None for other texts."""
    fenced = re.fullmatch(r"\x60\x60\x60(?:json)?[^\S\n]*\n(.*)\n[^\S\n]*\x60\x60\x60", text.strip(_BLANKS), re.S | re.I)
    try:
        return json.loads(fenced[1] if fenced else text, parse_constant=_refuse)
    except ValueError:
        return None

`;

/** A value of JSON as Python writes it: a JSON Schema may hold true, false and null. */
function pythonLiteral(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}:${pythonLiteral(inner)}`,
  );
  return `{${entries.join(',')}}`;
}
