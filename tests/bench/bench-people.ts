import type { RunningApp } from '@rollcall/server/app.ts';
import type { SignedIn } from '@rollcall/server/auth/session.ts';
import { signIn, type TestDistrict, type TestPerson } from '../_kit/district.ts';

/** Who acts, as a request would carry it. */
export async function actorOf(app: RunningApp, person: TestPerson): Promise<SignedIn> {
  const session = await app.context.sessions.resume(person.token, { rotate: false });
  if (session === null) throw new Error('A person of the benchmark is not signed in');
  return session.who;
}

/** People of the district, signed in, one after another. */
export async function signInMany(
  app: RunningApp,
  district: TestDistrict,
  count: number,
): Promise<TestPerson[]> {
  const people: TestPerson[] = [];
  for (let index = 0; index < count; index += 1) {
    people.push(await signIn(app, district.address(`pupil${index}`)));
  }
  return people;
}
