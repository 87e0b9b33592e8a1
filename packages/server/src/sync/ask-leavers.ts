import type { Upstream } from '../integrations/upstream.ts';
import { type PagePerson, peopleOfPage } from './page-people.ts';
import type { ReadPlan } from './read-plan.ts';

/** Questions that are under way at the same time. */
const atOnce = 10;

/**
 * Who of these people is there after all, as the other system has them at this moment: pages are no snapshot, and somebody
 * who was moved while they were read stands on none of them. Throws SyncFailure.
 */
export async function findStillThere(
  upstream: Pick<Upstream, 'ouPerson'>,
  plan: ReadPlan,
  externalIds: readonly string[],
  signal: AbortSignal,
): Promise<PagePerson[]> {
  const found: PagePerson[] = [];
  for (let from = 0; from < externalIds.length; from += atOnce) {
    signal.throwIfAborted();
    const asked = externalIds.slice(from, from + atOnce);
    const people = await Promise.all(asked.map((id) => upstream.ouPerson(id, signal)));
    found.push(
      ...peopleOfPage(
        plan,
        0,
        people.filter((one) => one !== null),
      ),
    );
  }
  return found;
}
