import type { RunStatus } from '../../contract.ts';

const MARKS: Readonly<Record<RunStatus, { readonly sign: string; readonly meaning: string }>> = {
  running: { sign: '▶', meaning: 'A process is working at this run.' },
  finished: { sign: '✓', meaning: 'The run came to its end.' },
  stopped: { sign: '■', meaning: 'The run was stopped, by a user or by a cap. It can be resumed.' },
  failed: { sign: '✕', meaning: 'The run ended with an error.' },
  stale: {
    sign: '?',
    meaning:
      'No process works at this run, and it has no ending: it was killed. It can be resumed.',
  },
};

/** Running, finished, stopped, failed or stale: a sign and a word, not colour alone. */
export function StatusMark({ status }: { readonly status: RunStatus }) {
  const { sign, meaning } = MARKS[status];
  return (
    <span class={`status status-${status}`} title={meaning}>
      <span aria-hidden="true">{sign}</span> {status}
    </span>
  );
}
