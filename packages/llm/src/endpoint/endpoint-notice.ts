/** Something about a server that a user should know while requests are under way. */
export type EndpointNotice =
  | {
      /** It has accepted requests and has sent nothing for a while. */
      readonly type: 'silent';
      /** Address of the endpoint, without secrets. */
      readonly url: string;
      /** Since the last sign of life. */
      readonly durationInMs: number;
      /** Requests that wait for an answer. */
      readonly requests: number;
    }
  | {
      /** It reports no credible counts of tokens, so that they are estimates from now on. */
      readonly type: 'estimated-usage';
      /** Address of the endpoint, without secrets. */
      readonly url: string;
      readonly modelId: string;
    };
