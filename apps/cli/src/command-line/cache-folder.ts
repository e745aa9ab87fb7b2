import envPaths from 'env-paths';

/**
 * Where this system keeps what programs can make again: `~/.cache/dln`, or what XDG_CACHE_HOME
 * says; `~/Library/Caches/dln`; `%LOCALAPPDATA%\dln\Cache`.
 */
export const cacheFolder: string = envPaths('dln', { suffix: '' }).cache;
