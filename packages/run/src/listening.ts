// What local servers share: `@dln/run/listening`.
export { checkTokenLength, createAccessPolicy } from './listening/access-policy.ts';
export { isWildcardHost, showAuthority } from './listening/authority.ts';
export { checkSender, headersOf } from './listening/check-sender.ts';
export { isSameSecret } from './listening/is-same-secret.ts';
export { closeServer, listen } from './listening/listen.ts';
export { ListenError } from './listening/listen-error.ts';

export type { AccessPolicy, AccessPolicyOptions } from './listening/access-policy.ts';
export type { ListenErrorCode } from './listening/listen-error.ts';
export type { Authority } from './listening/authority.ts';
export type { SenderRefusal, SentHeaders } from './listening/check-sender.ts';
