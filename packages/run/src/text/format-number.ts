const counts = new Intl.NumberFormat('en');

/** A count with its thousands apart: `12,345`. */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** An amount of US dollars, with as many digits as matter: `$12.34`, `$0.0123`. */
export function formatDollars(value: number): string {
  return `$${value.toFixed(value < 1 ? 4 : 2)}`;
}

/** An accuracy in per cent: `75.0 %`, or a dash for null. */
export function formatAccuracy(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`;
}

/** A log-probability or score in nats: `-1.2346`, or a dash if missing. */
export function formatNats(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

const kilobytes = new Intl.NumberFormat('en', {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 0,
});
const megabytes = new Intl.NumberFormat('en', {
  style: 'unit',
  unit: 'megabyte',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A size in bytes: `43 kB`, `1.3 MB`. */
export function formatSize(bytes: number): string {
  return bytes < 1e6 ? kilobytes.format(bytes / 1e3) : megabytes.format(bytes / 1e6);
}
