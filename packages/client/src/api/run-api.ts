import type {
  ConfirmRunResult,
  changeRunInput,
  confirmRunInput,
  oneRunInput,
  RunPage,
  RunRow,
  RunView,
  runListInput,
  runRowsInput,
  startSelectionInput,
} from '@rollcall/core/runs/contract.ts';
import type { AppRouter } from '@rollcall/server/router.ts';
import type { CreateTRPCReact } from '@trpc/react-query';
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import { api } from './api.ts';

type Query<Input extends { readonly _input: unknown }, Output> = TRPCQueryProcedure<{
  input: Input['_input'];
  output: Output;
  meta: unknown;
}>;
type Mutation<Input extends { readonly _input: unknown }, Output> = TRPCMutationProcedure<{
  input: Input['_input'];
  output: Output;
  meta: unknown;
}>;

type RunRouter = TRPCBuiltRouter<
  AppRouter['_def']['_config']['$types'],
  {
    run: {
      list: Query<typeof runListInput, RunPage>;
      get: Query<typeof oneRunInput, RunView>;
      rows: Query<typeof runRowsInput, { rows: RunRow[]; nextCursor: number | null }>;
      confirm: Mutation<typeof confirmRunInput, ConfirmRunResult>;
      discard: Mutation<typeof changeRunInput, RunView>;
      cancel: Mutation<typeof changeRunInput, RunView>;
      replan: Mutation<typeof changeRunInput, RunView>;
      undo: Mutation<typeof changeRunInput, RunView>;
      startSelection: Mutation<typeof startSelectionInput, RunView>;
    };
  }
>;

/** The procedures of runs as React hooks. */
export const runApi = api as unknown as CreateTRPCReact<RunRouter, unknown>;
