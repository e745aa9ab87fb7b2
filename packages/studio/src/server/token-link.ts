import { textAnswer, type Answer } from './http/answer.ts';
import { isToken } from './network/check-request.ts';
import type { NetworkPolicy } from './network/network-policy.ts';

/**
 * The answer to the link that the command printed, `/?token=…`: the token moves into a cookie that
 * scripts and other sites cannot read, and out of the address.
 */
export function tokenLinkAnswer(value: string, policy: NetworkPolicy): Answer {
  if (!isToken(value, policy))
    return textAnswer(
      401,
      'This token is not the one of this server. Open the address that the command printed.',
    );
  return (response) => {
    response.writeHead(303, {
      location: '/',
      'set-cookie': `${policy.cookieName}=${policy.token}; Path=/; HttpOnly; SameSite=Strict`,
    });
    response.end();
  };
}
