import { Notice } from '@rollcall/client/ui/notice.tsx';
import { type SourceKind, sourceReturn } from '@rollcall/core/members/sources.ts';
import { useId } from 'react';
import { useTranslations } from 'use-intl';

type KeepOutProps = {
  readonly returnsBy: readonly SourceKind[];
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** That somebody would or could come back, by what, and the way to prevent it. */
export function KeepOut({ returnsBy, checked, onChange }: KeepOutProps) {
  const t = useTranslations('member');
  const id = useId();
  const comesByItself = returnsBy.some((kind) => sourceReturn[kind] === 'by_itself');
  return (
    <Notice tone="warning" title={t(comesByItself ? 'removeComesBack' : 'removeMayComeBack')}>
      {returnsBy.map(
        (kind) => kind !== 'email' && kind !== 'csv' && <p key={kind}>{t(`removeComesBackBy.${kind}`)}</p>,
      )}
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
