import type { RunRecord } from '../directory/run-record.ts';
import { createProgramRunError } from './create-program-run-error.ts';

/**
 * Refuses to resume a run of a program without its models. Such a run has found no endpoint, no
 * model name and no connections file.
 *
 * @throws RunError
 */
export function refuseProgramRun(
  runDirectory: string,
  { configuration, findings }: Pick<RunRecord, 'configuration' | 'findings'>,
): void {
  const { fwdModelType, connectionsConfig } = configuration;
  if (findings.served === null && findings.endpoint === null && connectionsConfig === null)
    throw createProgramRunError(runDirectory, fwdModelType);
}
