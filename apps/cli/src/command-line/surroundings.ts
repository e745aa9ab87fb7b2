import type { WriteStream } from 'node:tty';

/** What a command reads from and writes to; arguments, so that tests can look on. */
export interface Surroundings {
  readonly stdin: NodeJS.ReadableStream;
  /** For results, and nothing else. */
  readonly stdout: Writer;
  /** For progress, remarks and errors. */
  readonly stderr: Writer;
  /** Where replies lie that runs share, unless a command names another file. */
  readonly cacheFolder: string;
  /** Aborts when the user wants the command to stop. */
  readonly signal: AbortSignal;
}

/** A stream to write text to. */
export interface Writer {
  /** Whether people watch it. */
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
  /** The terminal itself, for what is drawn on it. @default the stream is no terminal */
  readonly terminal?: WriteStream;
  write(text: string): unknown;
}
