/** The oldest version of Node that the packages run on, as in `engines` of package.json. */
const OLDEST = 22;

/**
 * What to tell a user whose Node is too old.
 *
 * @param version As in `process.versions.node`.
 * @returns `undefined` if the version will do.
 */
export function checkNodeVersion(version: string): string | undefined {
  const major = Number.parseInt(version, 10);
  if (major >= OLDEST) return undefined;
  return `dln needs Node ${OLDEST} or newer, and this is Node ${version}. Install a newer Node.`;
}
