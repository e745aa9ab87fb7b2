const wrapper =
  /\\(?:text|textbf|textit|textrm|textsf|mathrm|mathbf|mathsf|mathit|operatorname|boxed|fbox|mbox)\s*\{([^{}]*)\}/gu;
const fraction = /\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/gu;
const delimiters = /\\[()[\]]/gu;
const spaces = /\\(?:[,;:! ]|quad|qquad|left|right|displaystyle)/gu;
const escaped = /\\([%$_#&{}])/gu;
const inDollars = /^\$+([^$]+)\$+([.,;]?)$/u;

/** Strips LaTeX formatting commands: `$\text{B}$` gives `B`, `\frac{1}{2}` gives `1/2`. */
export function stripLatex(text: string): string {
  const plain = text.trim().replace(inDollars, '$1$2');
  if (!plain.includes('\\')) return plain;
  return plain
    .replace(spaces, ' ')
    .replace(wrapper, '$1')
    .replace(wrapper, '$1')
    .replace(fraction, '$1/$2')
    .replace(delimiters, '')
    .replace(escaped, '$1')
    .trim()
    .replace(inDollars, '$1$2');
}
