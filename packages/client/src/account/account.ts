import { createContext, useContext } from 'react';
import type { ApiOutputs } from '../api/outputs.ts';

type Outputs = ApiOutputs['account'];

/** The signed-in person's own account. */
export type Account = NonNullable<Outputs['me']>;
/** One place where the person is signed in. */
export type SessionView = Outputs['sessions'][number];

export const AccountContext = createContext<Account | null>(null);

/** Who is signed in. Works below `RequireSignIn`, which sees to it that somebody is. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (account === null) throw new Error('RequireSignIn is missing above this component');
  return account;
}
