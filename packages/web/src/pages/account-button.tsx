import { useAccount } from '@rollcall/client/account/account.ts';
import { Avatar } from '@rollcall/client/ui/avatar.tsx';
import { VisuallyHidden } from '@rollcall/client/ui/visually-hidden.tsx';
import type { ComponentProps } from 'react';
import { useTranslations } from 'use-intl';

/** Who is signed in; opens the account menu. */
export function AccountButton(props: ComponentProps<'button'>) {
  const t = useTranslations('app');
  const { name } = useAccount();
  return (
    <button
      {...props}
      type="button"
      className="grid size-9.5 place-items-center rounded-full transition-colors hover:bg-hover touch:size-11"
    >
      <Avatar name={name} size="small" />
      <VisuallyHidden>{t('account', { name })}</VisuallyHidden>
    </button>
  );
}
