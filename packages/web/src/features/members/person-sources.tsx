import { Badge } from '@rollcall/client/ui/badge.tsx';
import type { MemberPanel } from '@rollcall/core/members/panel.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { PanelPart } from './panel-part.tsx';

/** Why somebody is here: everything that holds the membership or held it, since when and by whom. */
export function PersonSources({ sources }: Pick<MemberPanel, 'sources'>) {
  const t = useTranslations();
  const { dateTime } = useFormatter();
  const day = (at: string) => dateTime(new Date(at), { dateStyle: 'medium' });
  const said = (name: string, from: string, to: string | null) => {
    const byItself = name === '';
    if (to === null) return t(byItself ? 'person.sinceByItself' : 'person.since', { name, day: day(from) });
    return t(byItself ? 'person.fromToByItself' : 'person.fromTo', { name, from: day(from), to: day(to) });
  };
  return (
    <PanelPart title={t('person.sources')}>
      <ul className="flex flex-col gap-2.5">
        {sources.map(({ kind, addedBy, startedAt, endedAt, reference }) => (
          <li
            key={`${kind} ${startedAt} ${reference}`}
            className={endedAt === null ? undefined : 'text-muted'}
          >
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {t(`users.source.${kind}`)}
              {reference !== '' && <bdi className="font-normal text-muted">{reference}</bdi>}
              {endedAt !== null && <Badge>{t('person.ended')}</Badge>}
            </p>
            <p className="text-muted text-sm">{said(addedBy, startedAt, endedAt)}</p>
          </li>
        ))}
      </ul>
    </PanelPart>
  );
}
