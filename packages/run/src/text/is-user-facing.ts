/** Whether a user can fix the error: its message explains how. */
export function isUserFacing(error: unknown): error is Error {
  return error instanceof Error && 'userFacing' in error && error.userFacing === true;
}
