/**
 * What is wrong with a module: it is not there, it does not load, it has no such export, or the
 * export is of another shape.
 */
export type ModuleErrorCode =
  | 'module-missing'
  | 'module-broken'
  | 'export-missing'
  | 'export-invalid'
  | 'module-changed';

/** A module of the user that cannot be used. */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
  readonly userFacing = true;
  readonly code: ModuleErrorCode;
  /** The file or package, as it was named. */
  readonly module: string;

  constructor(
    code: ModuleErrorCode,
    {
      module,
      problem,
      cause,
    }: {
      readonly module: string;
      /** A sentence without its subject, which is the module. */
      readonly problem: string;
      readonly cause?: unknown;
    },
  ) {
    super(`${module} ${problem}`, { cause });
    this.code = code;
    this.module = module;
  }
}
