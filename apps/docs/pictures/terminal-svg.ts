/** A line of a terminal, and when it appeared. */
export interface TerminalLine {
  readonly text: string;
  /** Seconds after the command started. */
  readonly seconds: number;
}

/** A recorded command. */
export interface Recording {
  readonly command: string;
  readonly lines: readonly TerminalLine[];
}

const LINE_HEIGHT = 20;
const CHARACTER_WIDTH = 8.43; // of 14 px in the fonts below
const MARGIN = 20;
/** A longer command is shown on several lines. */
const MOST_COLUMNS = 100;
/** A recording plays within this time. */
const MOST_SECONDS = 8;

const COLORS: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  90: '#8b949e',
};

/**
 * Draws a recorded command as an SVG whose lines appear in the rhythm of the recording. Viewers that
 * play no animations, or want less motion, show all of it.
 */
export function toTerminalSvg({ command, lines }: Recording): string {
  const typed = wrapCommand(command).map((text, index) => ({
    text: index === 0 ? `\u001B[32m$\u001B[39m ${text}` : `    ${text}`,
    seconds: 0,
  }));
  const shown = [...typed, ...lines];
  const columns = Math.max(...shown.map(({ text }) => withoutCodes(text).length));
  const width = Math.ceil(columns * CHARACTER_WIDTH) + 2 * MARGIN;
  const height = shown.length * LINE_HEIGHT + 2 * MARGIN;
  const last = shown.at(-1)?.seconds ?? 0;
  const speed = Math.min(1, MOST_SECONDS / Math.max(last, 1));
  const texts = shown.map(({ text, seconds }, index) => {
    const y = MARGIN + (index + 0.75) * LINE_HEIGHT;
    const delay = `animation-delay:${(seconds * speed).toFixed(2)}s`;
    return `<text x="${MARGIN}" y="${y}" style="${delay}">${toSpans(text)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(command)}</title>`,
    '<style>text{font:14px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#e6edf3;white-space:pre}',
    '@media (prefers-reduced-motion:no-preference){text{animation:a .01s both}}',
    '@keyframes a{from{visibility:hidden}to{visibility:visible}}</style>',
    '<rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
    ...texts,
    '</svg>',
    '',
  ].join('\n');
}

/** A command in lines that end in a backslash, broken before a flag. */
function wrapCommand(command: string): readonly string[] {
  const lines: string[] = [];
  for (const part of command.split(/ (?=--)/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + part.length > MOST_COLUMNS) lines.push(part);
    else lines[lines.length - 1] = `${last} ${part}`;
  }
  return lines.map((line, index) => (index === lines.length - 1 ? line : `${line} \\`));
}

/** A text without the codes that color it. */
export function withoutCodes(text: string): string {
  return splitCodes(text)
    .filter(({ code }) => code === undefined)
    .map((part) => part.text)
    .join('');
}

function toSpans(text: string): string {
  let color: string | undefined;
  let isBold = false;
  let isDim = false;
  return splitCodes(text)
    .map(({ text: part, code }) => {
      if (code !== undefined) {
        for (const each of code.split(';')) {
          if (each === '' || each === '0') [color, isBold, isDim] = [undefined, false, false];
          else if (each === '1') isBold = true;
          else if (each === '2') isDim = true;
          else if (each === '22') [isBold, isDim] = [false, false];
          else if (each === '39') color = undefined;
          else color = COLORS[each] ?? color;
        }
        return '';
      }
      const style = [
        ...(color === undefined ? [] : [`fill:${color}`]),
        ...(isBold ? ['font-weight:bold'] : []),
        ...(isDim ? ['opacity:.65'] : []),
      ];
      const escaped = escapeXml(part);
      return style.length === 0 ? escaped : `<tspan style="${style.join(';')}">${escaped}</tspan>`;
    })
    .join('');
}

/** The texts and the color codes of a line, in order. */
function splitCodes(text: string): readonly { readonly text: string; readonly code?: string }[] {
  const [first = '', ...rest] = text.split('\u001B[');
  return [
    { text: first },
    ...rest.flatMap((part) => {
      const end = part.indexOf('m');
      return [{ text: '', code: part.slice(0, end) }, { text: part.slice(end + 1) }];
    }),
  ].filter((part) => part.text !== '' || 'code' in part);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
