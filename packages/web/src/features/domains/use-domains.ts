import { api } from '@rollcall/client/api/api.ts';

/** While a domain waits for its record it is asked for again: the server looks it up by itself. In ms. */
const waitingPollMs = 30_000;

/** The domains of the districts in which the person is a domain admin; nobody else has any. */
export function useDomains() {
  return api.domain.list.useQuery(undefined, {
    refetchInterval: ({ state }) =>
      state.data?.districts.some(({ domains }) => domains.some((one) => one.state === 'waiting')) === true &&
      waitingPollMs,
  });
}
