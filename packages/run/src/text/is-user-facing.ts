/** Whether a user can fix what an error reports: its message says how. */
export function isUserFacing(error: unknown): error is Error {
  return error instanceof Error && 'userFacing' in error && error.userFacing === true;
}
