import type { DomainErrorShape } from '@rollcall/core/errors.ts';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';

/** What a procedure of the fake server answers with instead of data. */
export class Refusal extends Error {
  readonly shape: DomainErrorShape;
  constructor(shape: DomainErrorShape) {
    super(shape.code);
    this.shape = shape;
  }
}

/** The network is gone: the request gets no answer at all. */
export class NoAnswer extends Error {}

// biome-ignore lint/suspicious/noExplicitAny: a test's procedure names the input it expects
type Procedure = (input: any) => unknown;
type Procedures = Record<string, Procedure>;

let procedures: Procedures = {};
let calls: { readonly name: string; readonly input: unknown }[] = [];

/** The API as the browser sees it: batches of calls, each answered by the procedure that the test gave. */
export const fakeServer = Object.assign(
  setupServer(
    http.all('*/api/:names', async ({ request, params }) => {
      const names = String(params.names).split(',');
      const query = new URL(request.url).searchParams.get('input');
      const inputs = (request.method === 'GET' ? JSON.parse(query ?? '{}') : await request.json()) as Record<
        string,
        unknown
      >;
      try {
        return HttpResponse.json(await Promise.all(names.map((name, index) => answer(name, inputs[index]))));
      } catch (error) {
        if (error instanceof NoAnswer) return HttpResponse.error();
        throw error;
      }
    }),
  ),
  {
    /** Replaces or adds procedures. */
    answer(more: Procedures) {
      procedures = { ...procedures, ...more };
    },
    /** The inputs with which a procedure was called, oldest first. */
    callsOf: (name: string) => calls.filter((call) => call.name === name).map(({ input }) => input),
    forget() {
      procedures = {};
      calls = [];
    },
  },
);

async function answer(name: string, input: unknown): Promise<unknown> {
  calls.push({ name, input });
  const procedure = procedures[name];
  if (procedure === undefined) throw new Error(`The test gives no answer for ${name}`);
  try {
    return { result: { data: await procedure(input) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { shape } = error;
    return {
      error: {
        message: shape.code,
        code: -32_000,
        data: { code: shape.code, httpStatus: 409, refusal: shape },
      },
    };
  }
}
