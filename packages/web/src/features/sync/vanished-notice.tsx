import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { ConnectionView } from '@rollcall/core/sync/contract.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

type VanishedNoticeProps = {
  readonly connection: ConnectionView;
  readonly busy: boolean;
  /** Plans what is saved without these. */
  readonly onRemove: (ids: readonly string[]) => void;
};

/** Asks what shall become of the people of what is not there any more. Until somebody answers they stay. */
export function VanishedNotice({ connection, busy, onRemove }: VanishedNoticeProps) {
  const t = useTranslations('sync.vanished');
  const { vanished, source } = connection;
  const asked = vanished.map(({ id }) => id).join(' ');
  const [left, setLeft] = useState('');
  if (vanished.length === 0 || left === asked) return null;
  return (
    <Notice
      tone="warning"
      title={t(`title.${source}`, { count: vanished.length })}
      actions={
        <>
          <Button size="small" busy={busy} onClick={() => onRemove(vanished.map(({ id }) => id))}>
            {t('remove')}
          </Button>
          <Button size="small" variant="quiet" onClick={() => setLeft(asked)}>
            {t('leave')}
          </Button>
          <span className="self-center text-muted">{t('removeHint')}</span>
        </>
      }
    >
      <p>{t(`text.${source}`)}</p>
      <ul className="mt-1 list-disc pl-5">
        {vanished.map(({ id, name, people }) => (
          <li key={id} className="wrap-anywhere">
            {t('one', { name, count: people })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
