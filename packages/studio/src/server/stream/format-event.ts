/** A server-sent event. `data` becomes one line of JSON. */
export interface SentEvent {
  readonly name: string;
  readonly data: unknown;
  readonly id?: number;
}

/**
 * A server-sent event as it is sent. JSON has no raw line breaks, so one `data` field is enough.
 */
export function formatEvent({ name, data, id }: SentEvent): string {
  const lines = [
    `event: ${name}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}

/**
 * Reads the first position of a stream: `Last-Event-ID` of a browser that connects again, else
 * `from`.
 *
 * @returns a byte offset; undefined if the given one is not a whole number
 */
export function parseOffset(
  lastEventId: string | undefined,
  from: string | null,
): number | undefined {
  const text = lastEventId ?? from ?? '0';
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
