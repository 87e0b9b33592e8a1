import { useAccount } from '@rollcall/client/account/account.ts';
import { useSignOut } from '@rollcall/client/account/sign-out.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import type { LinkLook, LinkStanding } from '@rollcall/core/links/contract.ts';
import {
  Armchair,
  AtSign,
  CalendarOff,
  CircleCheck,
  Hourglass,
  Link2Off,
  type LucideIcon,
  UserX,
} from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';

type Closed = Exclude<LinkStanding, 'open'>;

/** What can be done about it. `address`: with another address; `again`: whoever gave the link can change it. */
const looks: Readonly<
  Record<Closed, { readonly Icon: LucideIcon; readonly way: 'none' | 'again' | 'address' }>
> = {
  already_member: { Icon: CircleCheck, way: 'none' },
  not_active: { Icon: CalendarOff, way: 'again' },
  switched_off: { Icon: Link2Off, way: 'again' },
  expired: { Icon: Hourglass, way: 'again' },
  used_up: { Icon: Hourglass, way: 'again' },
  kept_out: { Icon: UserX, way: 'none' },
  no_address: { Icon: AtSign, way: 'address' },
  wrong_domain: { Icon: AtSign, way: 'address' },
  no_seat: { Icon: Armchair, way: 'again' },
};

type LinkClosedProps = {
  readonly look: LinkLook;
  readonly standing: Closed;
  readonly looking: boolean;
  readonly onLookAgain: () => void;
  readonly onAddAddress: () => void;
  readonly onLeave: () => void;
};

/** Why there is nothing to press, and the way out. */
export function LinkClosed({ look, standing, looking, onLookAgain, onAddAddress, onLeave }: LinkClosedProps) {
  const t = useTranslations('link');
  const signOut = useSignOut();
  const account = useAccount();
  const { Icon, way } = looks[standing];
  return (
    <>
      <EmptyState
        level={1}
        icon={<Icon />}
        title={t(`closed.${standing}.title`, { license: look.licenseName })}
        description={<Detail look={look} standing={standing} />}
        actions={
          <>
            {way === 'again' && (
              <Button variant="primary" busy={looking} onClick={onLookAgain}>
                {t('again')}
              </Button>
            )}
            {way === 'address' && (
              <>
                <Button variant="primary" onClick={onAddAddress}>
                  {t('addAddress')}
                </Button>
                <Button onClick={signOut}>{t('otherAccount')}</Button>
              </>
            )}
            <Button variant={way === 'none' ? 'primary' : 'secondary'} onClick={onLeave}>
              {t('toApp')}
            </Button>
          </>
        }
      />
      {way === 'address' && account.emails[0] !== undefined && (
        <p className="-mt-8 break-words px-6 pb-8 text-center text-muted text-sm">
          {t('signedInAs', { email: account.emails.join(', ') })}
        </p>
      )}
    </>
  );
}

function Detail({ look, standing }: Pick<LinkClosedProps, 'look' | 'standing'>) {
  const t = useTranslations('link.closed');
  const format = useFormatter();
  const license = look.licenseName;
  if (standing === 'wrong_domain') {
    const domains = format.list(
      look.domains.map((domain) => `@${domain}`),
      { type: 'disjunction' },
    );
    return look.domains.length === 0
      ? t('wrong_domain.nobody', { license })
      : t('wrong_domain.detail', { license, domains });
  }
  if (standing === 'expired') {
    const over = look.expiresAt === null ? null : new Date(look.expiresAt);
    const time = over === null ? '' : format.dateTime(over, { dateStyle: 'medium', timeStyle: 'short' });
    return t('expired.detail', { time });
  }
  return t(`${standing}.detail`, { license });
}
