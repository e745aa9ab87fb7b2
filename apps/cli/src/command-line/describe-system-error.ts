/** What went wrong, and what to do, by the code of the system. */
const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Check the path.',
  ENOTDIR: 'lies below a file, not below a folder. Check the path.',
  EISDIR: 'is a folder. Name a file.',
  EEXIST: 'exists already. Name another path.',
  ENOTEMPTY: 'is a folder that is not empty. Name another path.',
  EACCES: 'may not be read or written. Change its permissions, or name another path.',
  EPERM: 'may not be changed. Change its permissions, or name another path.',
  EROFS: 'is on a disk that cannot be written. Name another path.',
  ENOSPC: 'cannot be written: the disk is full. Free some space, and try again.',
  EDQUOT: 'cannot be written: your quota of the disk is used up. Free some space, and try again.',
  EFBIG: 'would be larger than the system allows.',
  ENAMETOOLONG: 'is too long for a path. Name a shorter one.',
  ELOOP: 'is a link that leads to itself. Name another path.',
  EMFILE: 'cannot be opened: this process has too many open files. Raise `ulimit -n`.',
  ENFILE: 'cannot be opened: the system has too many open files. Close other programs.',
};

/** SQLite's code for a full disk. */
const SQLITE_FULL = 13;

/**
 * What the user can do about an error of the file system: a missing folder, a full disk, too many
 * open files. Undefined for any other error: without a path it is not one of a file.
 */
export function describeSystemError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && error.errcode === SQLITE_FULL)
    return 'The replies cannot be kept: the disk is full. Free some space, and try again.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const problem = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
  if (problem === undefined) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  if (path !== undefined) return `${path} ${problem} (${code})`;
  // These come without a path from files that are open.
  const isOfFile = ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EISDIR'].includes(code);
  return isOfFile && 'syscall' in error ? `A path ${problem} (${code})` : undefined;
}
