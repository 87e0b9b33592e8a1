import { Card } from '@rollcall/client/ui/card.tsx';
import { useTranslations } from 'use-intl';
import { type Cast, firstNameOf } from '../people.ts';
import { OpenLink, StoryStep } from './story.tsx';

/** What keeps people out, and what the end of a licence looks like. */
export function EndStory({ cast: { admin, domainAdmin } }: { readonly cast: Cast }) {
  const t = useTranslations('ends');
  const start = useTranslations('start');
  const names = { admin: firstNameOf(admin), domainAdmin: firstNameOf(domainAdmin) };
  return (
    <Card aria-labelledby="end-story" className="mt-14">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h2 id="end-story" className="font-semibold text-2xl">
          {t('title')}
        </h2>
        <p className="mt-1 max-w-prose text-pretty text-muted">{t('intro')}</p>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep place={1} text={t('remove', names)} />
          <StoryStep place={2} text={t('ending', names)}>
            <OpenLink person={admin} label={start('openDashboard', { name: names.admin })} />
          </StoryStep>
          <StoryStep place={3} text={t('grace', names)}>
            <OpenLink person={domainAdmin} label={start('openDashboard', { name: names.domainAdmin })} />
          </StoryStep>
          <StoryStep place={4} text={t('renew')} />
        </ol>
      </div>
    </Card>
  );
}
