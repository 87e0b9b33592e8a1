import { expect, test } from 'vitest';
import { audience } from './audience.ts';
import { type EventType, eventPayloads, eventType } from './catalog.ts';

const someId = '6f6a3c86-5d3c-4f0a-9a55-0d6f2f0f6f01';

/** A payload that the type takes. */
function payloadOf(type: EventType): Record<string, unknown> {
  const payloads = [
    {},
    { memberIds: [someId] },
    { runId: someId },
    { days: 14 },
    { runId: someId, batch: 0, changed: 1, memberIds: [someId] },
  ];
  const fitting = payloads.filter((payload) => eventPayloads[type].safeParse(payload).success);
  expect(fitting).toHaveLength(1);
  return fitting[0] ?? {};
}

test('[LIVE-1] every event type has its audience, and nobody else has one', () => {
  expect(Object.keys(audience).sort()).toEqual(eventType.options.toSorted());
  expect(eventType.options.length).toBeGreaterThan(0);
});

test.each(eventType.options)(
  '[LIVE-6] people are told of %s exactly when it changes what they see',
  (type) => {
    const namesRows =
      eventPayloads[type].safeParse(payloadOf(type)).success && 'memberIds' in payloadOf(type);
    const everybody = ['license.renewed', 'features.changed'].includes(type) ? 'everyMember' : 'none';
    const concerned = ['member.shown', 'mail.reported'].includes(type) ? 'none' : 'members';
    expect(audience[type].people).toBe(namesRows ? concerned : everybody);
  },
);

test.each(eventType.options)('[LIVE-10] [R15] the payload of %s holds ids and nothing else', (type) => {
  const payload = payloadOf(type);
  expect(eventPayloads[type].safeParse(payload).success).toBe(true);
  expect(eventPayloads[type].safeParse({ ...payload, email: 'ana@school.edu' }).success).toBe(false);
  expect(eventPayloads[type].safeParse({ ...payload, memberIds: ['ana@school.edu'] }).success).toBe(false);
});
