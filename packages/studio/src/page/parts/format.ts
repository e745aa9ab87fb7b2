const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count with thousands separators; a dash if it is not known. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : whole.format(value);
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** A count in few characters, for the marks of an axis: `194.2M` from a million on. */
export function formatMark(value: number): string {
  return Math.abs(value) < 1e6 ? whole.format(value) : compact.format(value);
}

/** A share in percent. */
export function formatShare(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${(value * 100).toFixed(1)} %`;
}

/** Nats, with so many digits that differences show. */
export function formatNats(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  const text = Math.abs(value) < 1000 ? value.toPrecision(4) : value.toFixed(0);
  return text.replace('-', '−');
}

/** A value with its standard error. */
export function formatWithError(
  value: number | null | undefined,
  standardError: number | null | undefined,
): string {
  const margin =
    standardError === null || standardError === undefined
      ? ''
      : ` ± ${Number(standardError.toPrecision(2))}`;
  return `${formatNats(value)}${margin}`;
}

/** US dollars. */
export function formatDollars(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return value === 0 ? '$0' : `$${value < 1 ? value.toPrecision(2) : value.toFixed(2)}`;
}

/** A duration in the two largest units that it needs. */
export function formatDuration(inMs: number | null | undefined): string {
  if (inMs === null || inMs === undefined) return '–';
  const seconds = Math.round(inMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A date and time of this machine. */
export function formatTime(inMs: number | null | undefined): string {
  if (inMs === null || inMs === undefined) return '–';
  const date = new Date(inMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A size in bytes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

/** How long ago something happened, in its largest unit. */
export function formatAgo(inMs: number): string {
  const minutes = Math.floor(inMs / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
