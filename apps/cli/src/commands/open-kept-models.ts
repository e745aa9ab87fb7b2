import { type KeptSources, type KeptSourcesOptions, openKeptSources } from './open-kept-sources.ts';

/** Opened models, the signal that ends their calls, and a way to close them. */
export type KeptModels<Opened> = Opened & AsyncDisposable & Pick<KeptSources, 'signal'>;

/**
 * Opens models with the shared replies, the budget and the clock of a command. If that fails,
 * nothing stays open.
 */
export async function openKeptModels<Opened extends { readonly close: () => Promise<void> }>(
  options: KeptSourcesOptions,
  open: (kept: KeptSources) => Promise<Opened>,
): Promise<KeptModels<Opened>> {
  const kept = await openKeptSources(options);
  try {
    const opened = await open(kept);
    return {
      ...opened,
      signal: kept.signal,
      [Symbol.asyncDispose]: async () => {
        await opened.close();
        kept[Symbol.dispose]();
      },
    };
  } catch (error) {
    kept[Symbol.dispose]();
    throw error;
  }
}
