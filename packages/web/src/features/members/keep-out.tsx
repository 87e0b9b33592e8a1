import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { SourceKind } from '@rollcall/core/members/sources.ts';
import { useId } from 'react';
import { useTranslations } from 'use-intl';

type KeepOutProps = {
  readonly returnsBy: readonly SourceKind[];
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** That somebody would come back, by what, and the way to prevent it. */
export function KeepOut({ returnsBy, checked, onChange }: KeepOutProps) {
  const t = useTranslations('member');
  const id = useId();
  return (
    <Notice tone="warning" title={t('removeComesBack')}>
      {returnsBy.map((kind) => {
        const said = kind === 'ou' || kind === 'classroom' || kind === 'domain' ? kind : null;
        return said !== null && <p key={kind}>{t(`removeComesBackBy.${said}`)}</p>;
      })}
      <label htmlFor={id} className="mt-3 flex cursor-pointer items-start gap-2.5">
        <input
          id={id}
          type="checkbox"
          checked={checked}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-0.5 size-4.5 shrink-0 accent-accent"
        />
        <span className="font-semibold">{t('keepOut')}</span>
      </label>
      <p id={`${id}-hint`} className="mt-0.5 ml-7 text-muted">
        {t('keepOutHint')}
      </p>
    </Notice>
  );
}
