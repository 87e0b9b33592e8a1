import { expect, test } from 'vitest';
import { type Inbox, inboxRead } from './contract.ts';

const entry = {
  licenseId: '00000000-0000-4000-8000-000000000001',
  memberId: '00000000-0000-4000-8000-000000000002',
  seq: 3,
  state: 'accepted',
  licenseName: 'Elm School',
  licenseType: 'school',
  districtName: 'Elm',
  userType: 'student',
  invitedBy: 'Tom',
  invitedAt: null,
  acceptedAt: null,
  endsAt: '2027-07-31T00:00:00.000Z',
  phase: 'active',
  popUp: false,
} as const;
const told = { epoch: '6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f01', features: ['pen', 'comments'] };

test('[F20] an inbox of an older server is read: what it does not say is switched off is on', () => {
  const read: Inbox = inboxRead.parse({ ...told, entries: [entry] });
  expect(read.entries).toMatchObject([{ switchedOff: [] }]);
});

test('[F20] of a newer server, features and fields that are not known here are passed over', () => {
  const entries = [{ ...entry, switchedOff: ['comments', 'telepathy'], mood: 'good' }];
  const read = inboxRead.parse({
    ...told,
    features: ['pen', 'telepathy', 'comments'],
    entries,
    weather: 'fine',
  });
  expect(read.features).toEqual(['pen', 'comments']);
  expect(read.entries).toEqual([{ ...entry, switchedOff: ['comments'] }]);
  expect(read).not.toHaveProperty('weather');
});
