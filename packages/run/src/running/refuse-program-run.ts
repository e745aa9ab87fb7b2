import type { RunRecord } from '../directory/run-record.ts';
import { ProgramRunError } from './program-run-error.ts';

/**
 * Refuses to resume a run of a program without its models. Such a run has found no endpoint, no
 * model name and no connections file.
 *
 * @throws ProgramRunError
 */
export function refuseProgramRun(
  runDirectory: string,
  { configuration, findings }: Pick<RunRecord, 'configuration' | 'findings'>,
): void {
  const { fwdModelType, connectionsConfig } = configuration;
  if (findings.served === null && findings.endpoint === null && connectionsConfig === null)
    throw new ProgramRunError(runDirectory, fwdModelType);
}
