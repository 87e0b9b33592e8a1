import { Card } from '@rollcall/client/ui/card.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { pathOfLink } from '@rollcall/core/links/link-code.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { addressOf, codeInLink } from '../demo-address.ts';
import { type Cast, type DemoPerson, firstNameOf } from '../people.ts';
import { NewTabLink, OpenLink, StoryStep } from './story.tsx';

type LinkStoryProps = { readonly cast: Cast; readonly people: readonly DemoPerson[] };

/** The license link from both sides: shown by an admin, opened by people for whom it is and for whom it is not. */
export function LinkStory({ cast, people }: LinkStoryProps) {
  const t = useTranslations('linkStory');
  const start = useTranslations('start');
  const [pasted, setPasted] = useState('');
  const { admin, pupil } = cast;
  const stranger = people.find(({ role, district }) => role === 'student' && district !== admin.district);
  const names = {
    admin: firstNameOf(admin),
    pupil: firstNameOf(pupil),
    stranger: stranger ? firstNameOf(stranger) : '',
  };
  const code = codeInLink(pasted);
  const opened = (person: DemoPerson) => addressOf(person.label, location, 'app', code ?? undefined);
  return (
    <Card aria-labelledby="link-story" className="mt-14">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h2 id="link-story" className="font-semibold text-2xl">
          {t('title')}
        </h2>
        <p className="mt-1 max-w-prose text-pretty text-muted">{t('intro')}</p>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep place={1} text={t('open', names)}>
            <OpenLink person={admin} label={start('openDashboard', { name: names.admin })} primary />
          </StoryStep>
          <StoryStep place={2} text={t('paste')}>
            <TextField
              className="w-full"
              label={t('field')}
              mono
              autoComplete="off"
              spellCheck={false}
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
              error={code === null && pasted.trim() !== '' ? t('wrong') : undefined}
            />
            {code !== null && (
              <>
                <NewTabLink href={opened(pupil)} label={t('as', { name: names.pupil })} primary />
                {stranger && (
                  <NewTabLink href={opened(stranger)} label={t('asStranger', { name: names.stranger })} />
                )}
                <NewTabLink href={pathOfLink(code)} label={t('asNew')} />
              </>
            )}
          </StoryStep>
          <StoryStep place={3} text={t('watch', names)} />
          <StoryStep place={4} text={t('close')} />
        </ol>
      </div>
    </Card>
  );
}
