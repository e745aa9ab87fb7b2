/** A module failed for one item. The item is skipped with this reason; the run goes on. */
export class ModuleItemError extends Error {
  override readonly name = 'ModuleItemError';
  readonly itemFailure = 'module-error';
  /** The module and its export. */
  readonly module: string;

  constructor(module: string, problem: string, cause?: unknown) {
    super(`${module} ${problem}`, { cause });
    this.module = module;
  }
}

/** What an outside function threw, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
