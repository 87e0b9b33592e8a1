import { Card } from '@rollcall/client/ui/card.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { useTranslations } from 'use-intl';
import { type Cast, firstNameOf } from '../people.ts';
import { OpenLink, StoryStep } from './story.tsx';

/** How features are switched, seen from both sides. */
export function FeatureStory({ cast: { admin: adminPerson, pupil: pupilPerson } }: { readonly cast: Cast }) {
  const t = useTranslations('features');
  const start = useTranslations('start');
  const names = { admin: firstNameOf(adminPerson), pupil: firstNameOf(pupilPerson) };
  const { email } = pupilPerson;
  return (
    <Card aria-labelledby="feature-story" className="mt-14">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h2 id="feature-story" className="font-semibold text-2xl">
          {t('title')}
        </h2>
        <p className="mt-1 max-w-prose text-pretty text-muted">{t('intro')}</p>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep place={1} text={t('open', names)}>
            <OpenLink person={adminPerson} label={start('openDashboard', { name: names.admin })} />
            <OpenLink person={pupilPerson} label={start('openApp', { name: names.pupil })} />
          </StoryStep>
          <StoryStep place={2} text={t('off', names)} />
          <StoryStep place={3} text={t('exception', names)}>
            <code className="select-all break-all rounded-sm bg-sunken px-2 py-1 font-mono text-sm">
              {email}
            </code>
            <CopyButton value={email} label={start('copyAddress', { email })} iconOnly />
          </StoryStep>
          <StoryStep place={4} text={t('back', names)} />
        </ol>
      </div>
    </Card>
  );
}
