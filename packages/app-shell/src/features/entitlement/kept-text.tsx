import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { useId } from 'react';
import { useTranslations } from 'use-intl';

/** What somebody was writing when the field was locked away: to be read and copied. Nothing where it was empty. */
export function KeptText({ text }: { readonly text: string }) {
  const t = useTranslations('unlock');
  const titleId = useId();
  if (text.trim() === '') return null;
  return (
    <section aria-labelledby={titleId} className="flex w-full flex-col items-start gap-2">
      <h3 id={titleId} className="font-medium text-sm">
        {t('keptText')}
      </h3>
      <blockquote className="max-h-40 w-full overflow-auto rounded-md border border-line bg-sunken px-3 py-2 text-sm whitespace-pre-wrap wrap-anywhere">
        {text}
      </blockquote>
      <p className="text-muted text-xs">{t('keptHint')}</p>
      <CopyButton value={text} label={t('keptCopy')} />
    </section>
  );
}
