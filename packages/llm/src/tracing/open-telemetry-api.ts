/** The part of a span that is used. */
export interface OpenTelemetrySpan {
  setAttributes(attributes: OpenTelemetryAttributes): unknown;
  setStatus(status: { code: 2; message?: string }): unknown;
  updateName(name: string): unknown;
  isRecording(): boolean;
  end(): void;
}

/** Attributes of a span. */
export type OpenTelemetryAttributes = Record<string, string | number | boolean | string[]>;

/** The part of a tracer that is used. */
export interface OpenTelemetryTracer {
  startSpan(
    name: string,
    options?: { kind?: 0 | 2; attributes?: OpenTelemetryAttributes },
    context?: never,
  ): OpenTelemetrySpan;
}

/**
 * The part of `@opentelemetry/api` that is used, by shape: pass the module itself (`import * as api
 * from '@opentelemetry/api'`). If no SDK is registered with it, its spans do nothing.
 */
export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string): OpenTelemetryTracer;
    setSpan(context: never, span: never): unknown;
  };
  readonly context: {
    active(): unknown;
    with<Result>(context: never, run: () => Result): Result;
  };
}
