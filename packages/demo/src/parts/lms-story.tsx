import { Card } from '@rollcall/client/ui/card.tsx';
import { useTranslations } from 'use-intl';
import { type Cast, firstNameOf } from '../people.ts';
import { NewTabLink, OpenLink, StoryStep } from './story.tsx';

type LmsStoryProps = { readonly cast: Cast; readonly sandbox: string };

/** An assignment that is placed and opened in the stand-in for a learning management system. */
export function LmsStory({ cast: { guest, pupil: pupilPerson }, sandbox }: LmsStoryProps) {
  const t = useTranslations('lmsStory');
  const start = useTranslations('start');
  const words = {
    teacher: firstNameOf(guest),
    pupil: firstNameOf(pupilPerson),
    name: guest.name,
    system: t('system'),
  };
  const at = (path: string): string => new URL(`/lms/lakeview${path}`, sandbox).href;
  return (
    <Card aria-labelledby="lms-story" className="mt-6">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h3 id="lms-story" className="font-semibold text-xl">
          {t('title')}
        </h3>
        <p className="mt-1 max-w-prose text-pretty text-muted">{t('intro', words)}</p>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep place={1} text={t('address', words)}>
            <OpenLink
              person={guest}
              opened="admin"
              label={start('openDashboard', { name: words.teacher })}
              primary
            />
          </StoryStep>
          <StoryStep place={2} text={t('register')}>
            <NewTabLink href={at('/tools')} label={t('openTools')} />
          </StoryStep>
          <StoryStep place={3} text={t('place', words)}>
            <NewTabLink href={at('')} label={t('openCourses')} />
          </StoryStep>
          <StoryStep place={4} text={t('open', words)} />
          <StoryStep place={5} text={t('class', words)} />
          <StoryStep place={6} text={t('faulty')}>
            <NewTabLink href={at('/launches')} label={t('openFaulty')} />
          </StoryStep>
        </ol>
      </div>
    </Card>
  );
}
