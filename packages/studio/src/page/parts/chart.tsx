import { useSignal } from '@preact/signals';
import type { Curves, Point, Series } from '../../reducers/series.ts';
import { thinPoints } from '../../reducers/thin-points.ts';
import { ticksOf } from '../../reducers/ticks.ts';
import { formatCount, formatDollars, formatMark, formatNats, formatShare } from './format.ts';
import { useWidth } from './use-width.ts';

const HEIGHT = 220;
const MARGIN = { top: 10, right: 14, bottom: 26, left: 58 } as const;
/** Marks differ in shape as well as in colour, lines in their dashes. */
const SHAPES = ['circle', 'square', 'triangle', 'diamond'] as const;
const DASHES = ['', '6 3', '2 3', '8 3 2 3'];
const MARKS_UP_TO = 60;

/** A chart of curves over steps. A click, or the arrow keys, choose a step. */
export function Chart({
  curves,
  step,
  onStep,
}: {
  readonly curves: Curves;
  readonly step?: number | undefined;
  readonly onStep?: ((step: number) => void) | undefined;
}) {
  const { box, width } = useWidth(480);
  const hovered = useSignal<number | null>(null);
  const { name, unit, series } = curves;
  const format = formatOf(unit);
  const points = series.flatMap((one) => one.points);
  const steps = [...new Set(points.map((point) => point.step))].sort((a, b) => a - b);
  const scale = scaleOf(points, steps, { width, unit });
  const near = (x: number): number | undefined =>
    steps.reduce<number | undefined>(
      (best, one) =>
        best === undefined || Math.abs(scale.x(one) - x) < Math.abs(scale.x(best) - x) ? one : best,
      undefined,
    );
  const shown = hovered.value ?? step;
  const chosen = shown !== undefined && steps.includes(shown) ? shown : steps.at(-1);
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = steps.indexOf(step ?? steps.at(-1) ?? 0);
    const next = steps[Math.min(steps.length - 1, Math.max(0, at + by))];
    if (next !== undefined) onStep?.(next);
  };
  return (
    <figure class="chart">
      <figcaption>
        <span class="chart-name">{name}</span>
        <span class="legend">
          {series.map((one, at) => (
            <LegendEntry
              key={one.name}
              name={one.name}
              at={at}
              value={valueAt(one, chosen, format)}
            />
          ))}
          {chosen !== undefined && <span class="at-step">step {chosen}</span>}
        </span>
      </figcaption>
      <div
        ref={box}
        class="chart-area"
        {...(onStep && steps.length > 0
          ? {
              tabIndex: 0,
              role: 'slider',
              'aria-label': `${name}: step`,
              'aria-valuemin': steps[0],
              'aria-valuemax': steps.at(-1),
              'aria-valuenow': chosen,
              'aria-valuetext': `step ${chosen ?? ''}: ${series.map((one) => `${one.name} ${valueAt(one, chosen, format)}`).join(', ')}`,
              onKeyDown: move,
            }
          : {})}
      >
        <svg
          width={width}
          height={HEIGHT}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={`${name}: ${series.map((one) => describe(one, format)).join('; ')}`}
          onPointerMove={(event) => (hovered.value = near(event.offsetX) ?? null)}
          onPointerLeave={() => (hovered.value = null)}
          onClick={(event) => {
            const found = near(event.offsetX);
            if (found !== undefined) onStep?.(found);
          }}
        >
          {scale.yTicks.map((value) => (
            <g key={value} class="axis">
              <line
                class="grid"
                x1={MARGIN.left}
                x2={width - MARGIN.right}
                y1={scale.y(value)}
                y2={scale.y(value)}
              />
              <text x={MARGIN.left - 6} y={scale.y(value) + 4} text-anchor="end">
                {unit === 'count' ? formatMark(value) : format(value)}
              </text>
            </g>
          ))}
          {scale.xTicks.map((value) => (
            <text key={value} class="axis" x={scale.x(value)} y={HEIGHT - 8} text-anchor="middle">
              {value}
            </text>
          ))}
          {chosen !== undefined && (
            <line
              class={hovered.value === null && step === undefined ? 'cursor faint' : 'cursor'}
              x1={scale.x(chosen)}
              x2={scale.x(chosen)}
              y1={MARGIN.top}
              y2={HEIGHT - MARGIN.bottom}
            />
          )}
          {series.map((one, at) => (
            <Curve key={one.name} series={one} at={at} scale={scale} width={width} />
          ))}
        </svg>
      </div>
    </figure>
  );
}

interface Scale {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
}

function scaleOf(
  points: readonly Point[],
  steps: readonly number[],
  { width, unit }: { readonly width: number; readonly unit: Curves['unit'] },
): Scale {
  const firstStep = steps[0] ?? 0;
  const lastStep = Math.max(steps.at(-1) ?? 1, firstStep + 1);
  let low = Infinity;
  let high = -Infinity;
  for (const { value, standardError } of points) {
    low = Math.min(low, value - (standardError ?? 0));
    high = Math.max(high, value + (standardError ?? 0));
  }
  if (unit === 'share') [low, high] = [0, 1];
  if (unit === 'count' || unit === 'dollars' || unit === 'texts') low = 0;
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = [0, 1];
  if (high - low < 1e-12)
    [low, high] = [low - Math.abs(low || 1) / 2, high + Math.abs(high || 1) / 2];
  const pad = unit === 'share' ? 0 : (high - low) * 0.05;
  if (unit === 'nats') low -= pad;
  high += pad;
  const right = width - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  return {
    x: (step) =>
      MARGIN.left + ((step - firstStep) / (lastStep - firstStep)) * (right - MARGIN.left),
    y: (value) => bottom - ((value - low) / (high - low)) * (bottom - MARGIN.top),
    xTicks: ticksOf(firstStep, lastStep, Math.max(2, Math.floor(width / 90))).filter(
      Number.isInteger,
    ),
    yTicks: ticksOf(low, high, 4),
  };
}

function Curve({
  series,
  at,
  scale,
  width,
}: {
  readonly series: Series;
  readonly at: number;
  readonly scale: Scale;
  readonly width: number;
}) {
  const points = thinPoints(series.points, Math.max(200, width * 2));
  const line = points.map(({ step, value }) => `${fixed(scale.x(step))},${fixed(scale.y(value))}`);
  const tone = `tone-${at % 4}`;
  return (
    <g class={tone}>
      <polyline class="curve" points={line.join(' ')} stroke-dasharray={DASHES[at % 4]} />
      {points.length <= MARKS_UP_TO &&
        points.map(({ step, value, standardError }) => (
          <g key={step}>
            {standardError !== null && (
              <line
                class="whisker"
                x1={scale.x(step)}
                x2={scale.x(step)}
                y1={scale.y(value - standardError)}
                y2={scale.y(value + standardError)}
              />
            )}
            <path class="mark" d={markAt(at, scale.x(step), scale.y(value))} />
          </g>
        ))}
    </g>
  );
}

function LegendEntry({
  name,
  at,
  value,
}: {
  readonly name: string;
  readonly at: number;
  readonly value: string;
}) {
  return (
    <span class={`legend-entry tone-${at % 4}`}>
      <svg width="22" height="10" aria-hidden="true">
        <line class="curve" x1="0" x2="22" y1="5" y2="5" stroke-dasharray={DASHES[at % 4]} />
        <path class="mark" d={markAt(at, 11, 5)} />
      </svg>
      {name} <b>{value}</b>
    </span>
  );
}

function markAt(at: number, x: number, y: number): string {
  const [a, b] = [fixed(x), fixed(y)];
  switch (SHAPES[at % 4]) {
    case 'square':
      return `M${fixed(x - 3)} ${fixed(y - 3)}h6v6h-6z`;
    case 'triangle':
      return `M${a} ${fixed(y - 4)}l4 7h-8z`;
    case 'diamond':
      return `M${a} ${fixed(y - 4)}l4 4l-4 4l-4 -4z`;
    default:
      return `M${fixed(x - 3)} ${b}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`;
  }
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function valueAt(
  { points }: Series,
  step: number | undefined,
  format: (value: number) => string,
): string {
  const point = points.find((one) => one.step === step);
  if (!point) return '–';
  const margin =
    point.standardError === null ? '' : ` ± ${Number(point.standardError.toPrecision(2))}`;
  return `${format(point.value)}${margin}`;
}

function describe({ name, points }: Series, format: (value: number) => string): string {
  const [first, last] = [points.at(0), points.at(-1)];
  if (!first || !last) return `${name}: no points`;
  if (first === last) return `${name} ${format(first.value)} at step ${first.step}`;
  return `${name} from ${format(first.value)} at step ${first.step} to ${format(last.value)} at step ${last.step}`;
}

function formatOf(unit: Curves['unit']): (value: number) => string {
  switch (unit) {
    case 'share':
      return (value) => formatShare(value).replace('.0 %', ' %');
    case 'count':
      return formatCount;
    case 'dollars':
      return formatDollars;
    case 'nats':
      return formatNats;
    case 'texts':
      return (value) => String(Number(value.toPrecision(3)));
  }
}
