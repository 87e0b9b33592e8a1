import { IconButton } from '@rollcall/client/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@rollcall/client/ui/menu.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { BellRing, Ellipsis, MailPlus, MailX, UserMinus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { MemberIntent, MemberVerb } from './member-intent.ts';

/** What can be done with a person in each status. Complete by type. */
const verbs: Readonly<Record<MemberView['status'], readonly MemberVerb[]>> = {
  invited: ['remind', 'withdraw'],
  accepted: ['remove'],
  rejected: ['reinvite', 'remove'],
};

const icons: Readonly<Record<MemberVerb, ReactNode>> = {
  remind: <BellRing aria-hidden="true" />,
  withdraw: <MailX aria-hidden="true" />,
  reinvite: <MailPlus aria-hidden="true" />,
  remove: <UserMinus aria-hidden="true" />,
};

type MemberMenuProps = { readonly row: MemberView; readonly onIntent: (intent: MemberIntent) => void };

/** The actions of one row. */
export function MemberMenu({ row, onIntent }: MemberMenuProps) {
  const t = useTranslations('member');
  const { myAdditions } = useLicenseFeed();
  const label = t('actions', { email: row.email });
  const own = verbs[row.status];
  return (
    <Menu
      label={label}
      trigger={<IconButton size="small" label={label} icon={<Ellipsis />} tooltip={false} />}
    >
      {own.map((verb, index) => (
        <VerbItem
          key={verb}
          verb={verb}
          separated={index > 0 && isDanger(verb)}
          onSelect={() => onIntent({ verb, row })}
        >
          {verb === 'reinvite' && myAdditions === 'at_once' ? t('reinviteAtOnce') : t(verb)}
        </VerbItem>
      ))}
    </Menu>
  );
}

function isDanger(verb: MemberVerb): boolean {
  return verb === 'remove' || verb === 'withdraw';
}

type VerbItemProps = {
  readonly verb: MemberVerb;
  readonly separated: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
};

function VerbItem({ verb, separated, onSelect, children }: VerbItemProps) {
  return (
    <>
      {separated && <MenuSeparator />}
      <MenuItem icon={icons[verb]} tone={isDanger(verb) ? 'danger' : 'neutral'} onSelect={onSelect}>
        {children}
      </MenuItem>
    </>
  );
}
