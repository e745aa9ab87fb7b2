import type { SharedReplies } from '../replies/shared-replies.ts';
import { openProbeMemory, probesFile, type ProbeMemory } from './probe-memory.ts';
import { systemClock } from '../clock.ts';

/** What earlier runs found out about models, as long as replies are shared with them. */
export function openRunProbes(
  shared: SharedReplies,
  onNote: (text: string) => void = () => undefined,
): ProbeMemory {
  return openProbeMemory({
    file: probesFile(shared),
    now: systemClock,
    isRefreshed: shared.isRefreshed,
    onRecall: ({ identity, at }) => {
      onNote(
        `what ${identity} can do was found out on ${at.slice(0, 10)}; refresh stored replies to ask again`,
      );
    },
  });
}
