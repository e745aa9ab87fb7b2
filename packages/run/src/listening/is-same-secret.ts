import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time, so that the delay of an answer reveals nothing about the secret. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
