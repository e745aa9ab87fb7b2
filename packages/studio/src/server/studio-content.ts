import type { IncomingMessage } from 'node:http';
import type { Answer } from './http/answer.ts';
import type { NetworkPolicy } from './network/network-policy.ts';
import type { PageFile } from './page-files.ts';
import type { RunCatalogue } from './run-catalogue.ts';
import type { EntryReader } from './runs/read-run-entry.ts';

/** Answers the requests of the guide, below `/api/guide/`. */
export interface GuideService {
  /** @param path what follows `/api/guide/`, in parts */
  route(request: IncomingMessage, path: readonly string[]): Promise<Answer>;
}

/** What requests are answered from. */
export interface StudioContent {
  readonly policy: NetworkPolicy;
  readonly page: ReadonlyMap<string, PageFile>;
  readonly catalogue: RunCatalogue;
  readonly entries: EntryReader;
  readonly guide: GuideService | undefined;
  readonly secrets: readonly string[];
  readonly pollInMs: number;
  readonly now: () => number;
  /** Aborts when the server closes. */
  readonly signal: AbortSignal;
}
