import type { SharedReplies } from '../replies/shared-replies.ts';
import { openProbeMemory, probesFile, type ProbeMemory } from './probe-memory.ts';

/** What earlier runs found out about models, as long as replies are shared with them. */
export function openRunProbes(
  shared: SharedReplies,
  onNote: (text: string) => void = () => undefined,
): ProbeMemory {
  return openProbeMemory({
    file: probesFile(shared),
    now: () => new Date(),
    isRefreshed: shared.isRefreshed,
    onRecall: ({ identity, at }) => {
      onNote(`what ${identity} can do was found out on ${at.slice(0, 10)}; --refresh asks again`);
    },
  });
}
