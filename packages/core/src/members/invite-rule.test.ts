import { describe, expect, test } from 'vitest';
import { additionMode } from './invite-rule.ts';

describe.each(['email', 'csv'] as const)('added by %s', (method) => {
  test.each([
    [false, 'all_addresses', true, 'invite'],
    [false, 'all_addresses', false, 'invite'],
    [false, 'verified_domains_only', true, 'invite'],
    [false, 'verified_domains_only', false, 'invite'],
    [true, 'all_addresses', true, 'at_once'],
    [true, 'all_addresses', false, 'at_once'],
    [true, 'verified_domains_only', true, 'at_once'],
    [true, 'verified_domains_only', false, 'invite'],
  ] as const)(
    '[INVITE-1] [B18] [B19] domain admin %s, %s, inside a verified domain %s: %s',
    (actorIsDomainAdmin, setting, addressInVerifiedDomain, mode) => {
      expect(additionMode({ method, actorIsDomainAdmin, setting, addressInVerifiedDomain })).toBe(mode);
    },
  );
});

test.each(['ou', 'domain', 'assignment', 'classroom', 'link', 'key'] as const)(
  '[INVITE-1] %s accepts at once, whoever set it up',
  (method) => {
    for (const actorIsDomainAdmin of [true, false])
      for (const setting of ['all_addresses', 'verified_domains_only'] as const)
        for (const addressInVerifiedDomain of [true, false])
          expect(additionMode({ method, actorIsDomainAdmin, setting, addressInVerifiedDomain })).toBe(
            'at_once',
          );
  },
);
