import { randomUUID } from 'node:crypto';
import type { RequestId } from '@rollcall/core/ids.ts';
import type { TestDistrict } from '../_kit/district.ts';

/** Invites these people to the district's licence, all in one command. */
export async function inviteAll(
  district: TestDistrict,
  people: readonly { readonly email: string }[],
): Promise<void> {
  const text = people.map((person) => person.email).join('\n');
  const input = { licenseId: district.licenseId, text, userType: 'student' as const };
  const { digest } = await district.admin.client.member.planAdd.mutate(input);
  const result = await district.admin.client.member.add.mutate({
    ...input,
    digest,
    requestId: randomUUID() as RequestId,
  });
  if (result.kind !== 'done' || result.outcomes.invited !== people.length)
    throw new Error('Not everybody was invited');
}
