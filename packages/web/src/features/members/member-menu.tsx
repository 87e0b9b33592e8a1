import { IconButton } from '@rollcall/client/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@rollcall/client/ui/menu.tsx';
import { PlainIconButton } from '@rollcall/client/ui/plain-icon-button.tsx';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { BellRing, Ellipsis, IdCard, MailPlus, MailX, UserCog, UserMinus } from 'lucide-react';
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useWho } from '../../lib/use-who.ts';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { MemberIntent } from './member-intent.ts';

type Verb = MemberIntent['verb'];

/** What can be done with a person in each status. Complete by type. */
export const verbsOf: Readonly<Record<MemberView['status'], readonly Verb[]>> = {
  invited: ['remind', 'change_type', 'withdraw'],
  accepted: ['change_type', 'remove'],
  rejected: ['reinvite', 'change_type', 'remove'],
};

export const verbIcons: Readonly<Record<Verb, ReactNode>> = {
  look: <IdCard aria-hidden="true" />,
  remind: <BellRing aria-hidden="true" />,
  withdraw: <MailX aria-hidden="true" />,
  reinvite: <MailPlus aria-hidden="true" />,
  change_type: <UserCog aria-hidden="true" />,
  remove: <UserMinus aria-hidden="true" />,
};

export function isDanger(verb: Verb): boolean {
  return verb === 'remove' || verb === 'withdraw';
}

type MemberMenuProps = { readonly row: MemberView; readonly onIntent: (intent: MemberIntent) => void };

/** The actions of one row. The menu is made when it is asked for first: rows come and go by the thousand. */
export function MemberMenu({ row, onIntent }: MemberMenuProps) {
  const t = useTranslations('member');
  const label = t('actions', { email: useWho()(row) });
  const [isAskedFor, setAskedFor] = useState(false);
  if (isAskedFor) return <Actions row={row} onIntent={onIntent} label={label} />;
  return (
    <PlainIconButton
      size="small"
      label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      icon={<Ellipsis />}
      onClick={() => setAskedFor(true)}
    />
  );
}

function Actions({ row, onIntent, label }: MemberMenuProps & { readonly label: string }) {
  const t = useTranslations('member');
  const verbs: readonly Verb[] = ['look', ...verbsOf[row.status]];
  const verbText = useVerbText();
  return (
    <Menu
      defaultOpen
      label={label}
      trigger={<IconButton size="small" label={label} icon={<Ellipsis />} tooltip={false} />}
    >
      {verbs.map((verb, index) => (
        <Fragment key={verb}>
          {index > 0 && (isDanger(verb) || verbs[index - 1] === 'look') && <MenuSeparator />}
          <MenuItem
            icon={verbIcons[verb]}
            tone={isDanger(verb) ? 'danger' : 'neutral'}
            onSelect={() => onIntent({ verb, row })}
          >
            {verb === 'look' ? t('look') : verbText(verb)}
          </MenuItem>
        </Fragment>
      ))}
    </Menu>
  );
}

/** What an action is called: inviting again is adding again for whoever adds at once. */
export function useVerbText(): (verb: Verb) => string {
  const t = useTranslations('member');
  const { myAdditions } = useLicenseFeed();
  return (verb) => (verb === 'reinvite' && myAdditions === 'at_once' ? t('reinviteAtOnce') : t(verb));
}
