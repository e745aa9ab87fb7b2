/**
 * What the server and the page of the studio agree on. The server is read-only but for ratings.
 *
 * | route | answer |
 * |---|---|
 * | `GET /` | the page |
 * | `GET /?token=TOKEN` | the link that the command prints: moves the token into a cookie and leads to the page |
 * | `GET /api/session` | `{ token }`, if the cookie is there; 401 without it |
 * | `GET /api/runs` | `RunList` |
 * | `GET /api/runs/:id` | `RunEntry`; 404 if the directory is gone |
 * | `GET /api/runs/:id/files/:name` | the bytes of a file of `RUN_FILES`; honours one byte `Range` (206, 416), `Accept-Ranges: bytes`, no transformation |
 * | `GET /api/runs/:id/stream?from=OFFSET` | server-sent events (below), from the line that begins at byte `OFFSET` of events.jsonl. `Last-Event-ID` wins over `from` |
 * | `GET /api/guide/:id/…`, `POST /api/guide/:id/…` | see the guide; a POST needs the token in `x-dln-token` |
 *
 * The stream sends events of three names:
 * - `lines`: data is `LineSummary[]`, in the order of the file, at most `LINES_PER_MESSAGE`; its id
 *   is the byte offset behind the last of them. Only whole lines are sent. The page asks for a
 *   whole line by its byte range.
 * - `run`: data is `RunEntry`; sent first, and again when the status or the files have changed. It
 *   has no id.
 * - `gone`: the directory is gone, or events.jsonl has shrunk. The page forgets its lines and opens
 *   the stream again from 0. It has no id.
 *
 * Places in the page are fragments, see `parsePlace` and `formatPlace`.
 */
import type { LineSummary } from './reducers/line-summary.ts';

export type { LineSummary };

/**
 * Files of a run directory that the server gives out. The store of replies and the lock are not
 * among them.
 */
export const RUN_FILES = [
  'config.json',
  'agreement.json',
  'events.jsonl',
  'timeline.jsonl',
  'candidates.jsonl',
  'checkpoint.json',
  'network.json',
  'result_data.json',
  'ratings.jsonl',
  'spending.jsonl',
  'result.json',
] as const;

export type RunFileName = (typeof RUN_FILES)[number];

/** Most line summaries in one message of the stream. */
export const LINES_PER_MESSAGE = 500;

/**
 * - `running`: a process holds the lock of the run.
 * - `finished`: its last event is `tested` or `counted`.
 * - `stopped`: its last event is `interrupted`: by the user or by a cap.
 * - `failed`: its last event is `failed`.
 * - `stale`: none of these: the process was killed.
 */
export type RunStatus = 'running' | 'finished' | 'stopped' | 'failed' | 'stale';

/**
 * Where a run comes from: a run directory of ours, results of the Python reference (a lone
 * result_data.json), or a cell of the bench (a folder with a result.json; its run directory is
 * another run).
 */
export type RunKind = 'run' | 'result-data' | 'bench';

/** A file of a run. */
export interface RunFile {
  readonly name: RunFileName;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** A run in the list. What cannot be read is null. */
export interface RunEntry {
  /** Safe in a URL. It names the same directory as long as the server runs. */
  readonly id: string;
  /** The directory below the folder that the studio was opened with. */
  readonly name: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  readonly files: readonly RunFile[];
  /** Milliseconds since 1970: the latest of its files. */
  readonly modified: number;
  readonly dataset: string | null;
  readonly preset: string | null;
  readonly models: readonly string[];
  readonly layers: number | null;
  /** Steps that are done. */
  readonly steps: number | null;
  readonly plannedSteps: number | null;
  /** Best so far. */
  readonly devAccuracy: number | null;
  readonly testAccuracy: number | null;
  readonly baselineAccuracy: number | null;
  readonly tokens: number | null;
  readonly dollars: number | null;
  /** Of `kind: 'bench'`: the names in `cell.name` of result.json. */
  readonly cell: BenchCellName | null;
}

/** Which measurement of the bench a result belongs to. */
export interface BenchCellName {
  readonly experiment: string;
  readonly model: string;
  readonly variant: string;
  readonly dataset: string;
  readonly row: string;
  /** Empty without a sweep. */
  readonly setting: string;
  readonly seed: number;
}

/** The answer of `GET /api/runs`. */
export interface RunList {
  readonly runs: readonly RunEntry[];
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number;
  /** Whether this server offers the guide. */
  readonly guide: boolean;
}
