import { setTimeout as pause } from 'node:timers/promises';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { TemporaryServer } from '../../scripts/temporary-database.ts';
import { makeDistrict } from '../_kit/district.ts';
import { startBenchApp } from './bench-app.ts';
import { signInMany } from './bench-people.ts';
import { startClients } from './clients.ts';
import { inviteAll } from './invite-all.ts';
import type { LiveSize } from './live-size.ts';
import { quantile } from './report.ts';

/** From pressing Join, over HTTP, to the admin's cell showing Accepted. For information: it has no floor of its own. */
export async function measureJoin(
  database: TemporaryServer,
  size: LiveSize,
): Promise<{ information: { name: string; text: string }[] }> {
  await using app = await startBenchApp(database, 10);
  await using clients = await startClients();
  const district = await makeDistrict(app, { studentSeats: null });
  const people = await signInMany(app, district, size.samples);
  await inviteAll(district, people);
  await app.settled();
  await clients.ask('open', {
    port: app.port,
    people: [{ token: district.admin.token, watch: district.licenseId }],
  });
  const times: number[] = [];
  for (const person of people) {
    const inbox = await person.client.invite.inbox.query();
    const memberId = inbox.entries[0]?.memberId as MemberId;
    await pause(15);
    const shown = clients.next('accepted', 0);
    const pressedAt = await clients.ask('join', { port: app.port, token: person.token, memberId });
    times.push((await shown).at - pressedAt);
  }
  const text = `p50 ${quantile(times, 0.5).toFixed(2)} p99 ${quantile(times, 0.99).toFixed(2)} ms over ${times.length} joins`;
  return { information: [{ name: 'Join → admin’s cell', text }] };
}
