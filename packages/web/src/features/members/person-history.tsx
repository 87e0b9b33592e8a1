import type { MemberHistoryEntry } from '@rollcall/core/members/panel.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { PanelPart } from './panel-part.tsx';

type PersonHistoryProps = { readonly history: readonly MemberHistoryEntry[] };

/** What has happened to somebody on this licence, newest first. */
export function PersonHistory({ history }: PersonHistoryProps) {
  const t = useTranslations('person');
  const { dateTime } = useFormatter();
  const when = (at: string) =>
    at.length === 10
      ? dateTime(new Date(at), { dateStyle: 'medium', timeZone: 'UTC' })
      : dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <PanelPart title={t('history')}>
      <ol className="flex flex-col gap-3 border-line border-l pl-4">
        {history.map(({ at, what, by, run }, index) => (
          <li
            key={index}
            className="relative text-sm before:absolute before:top-1.5 before:-left-5.25 before:size-2 before:rounded-full before:bg-control"
          >
            <p>
              {t(`happened.${what}`)}
              {by !== null && <span className="text-muted"> {t('by', { name: by })}</span>}
              {run !== null && <span className="text-muted"> {t('run', { number: run })}</span>}
            </p>
            <time dateTime={at} className="text-muted text-xs">
              {when(at)}
            </time>
          </li>
        ))}
      </ol>
    </PanelPart>
  );
}
