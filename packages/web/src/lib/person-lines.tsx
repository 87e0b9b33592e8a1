import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

type PersonLinesProps = {
  readonly email: string;
  readonly name: string | null;
  /** Draws what somebody is called, and what stands below it. */
  readonly children: (first: ReactNode, second: ReactNode | null) => ReactNode;
};

/** Somebody in two lines, the name first. Without a name the address stands alone; without an address that is said. */
export function PersonLines({ email, name, children }: PersonLinesProps) {
  const t = useTranslations('users');
  const address = email === '' ? t('noEmail') : <bdi>{email}</bdi>;
  if (name !== null) return children(<bdi>{name}</bdi>, address);
  return email === '' ? children(t('noName'), address) : children(address, null);
}
