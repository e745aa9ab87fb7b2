/**
 * What a generator is given.
 *
 * @typedef {object} Request
 * @property {string} name The name that the user typed.
 * @property {Readonly<Record<string, string | undefined>>} options
 * @property {(path: string) => string} read Reads a file of the repository as text.
 * @property {(path: string) => Buffer} readOwn Reads a file of the user.
 */

/**
 * What a generator writes.
 *
 * @typedef {object} Plan
 * @property {string} package The folder in `packages/`.
 * @property {Readonly<Record<string, string>>} created Text of new files by path in the repository.
 * @property {Readonly<Record<string, string>>} edited New text of files that exist.
 * @property {string} change The text of the changeset.
 * @property {readonly string[]} next What is left to do by hand.
 */

/** @typedef {(request: Request) => Plan} Generator */

export {};
