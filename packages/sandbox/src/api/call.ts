import type { FaultEndpoint, PageFaultKind } from '../faults/fault.ts';
import type { Person } from '../store/people.ts';
import type { Store } from '../store/store.ts';

/** One authenticated request to an API. */
export interface ApiCall {
  readonly store: Store;
  /** Whose token it is. */
  readonly caller: Person;
  readonly scopes: ReadonlySet<string>;
  /** Parts of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** A fault that changes which page is answered. */
  readonly pageFault: PageFaultKind | undefined;
}

/** One method of an API, as Google's discovery documents describe it. */
export interface ApiMethod {
  /** As fastify takes it. */
  readonly route: string;
  readonly endpoint: FaultEndpoint;
  readonly service: 'admin.googleapis.com' | 'classroom.googleapis.com';
  /** One of these has to have been granted. */
  readonly scopes: readonly string[];
  /** The answer's body. @throws GoogleError */
  run(call: ApiCall): object;
}

/** A number in the query; what is none, or less than 1, is the default, and too much is cut. */
export function readLimit(
  call: ApiCall,
  name: string,
  limits: { readonly default: number; readonly max: number },
): number {
  const given = Number(call.query.get(name) ?? '0');
  if (!Number.isInteger(given) || given < 1) return limits.default;
  return Math.min(given, limits.max);
}
