import { api } from '@rollcall/client/api/api.ts';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card } from '@rollcall/client/ui/card.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { useTranslations } from 'use-intl';
import { type Cast, firstNameOf } from '../people.ts';
import { OpenLink, StoryStep } from './story.tsx';

/** Somebody who is not of the demo, and so never looks into the app. */
const email = 'kim.rivera@lakeview.example';

/** What is mailed, and where it ends. Without the sandbox there is nothing to see. */
export function MailStory({ cast: { admin, domainAdmin } }: { readonly cast: Cast }) {
  const t = useTranslations('mailStory');
  const start = useTranslations('start');
  const sandbox = api.demo.sandbox.useQuery();
  if (sandbox.data?.url == null) return null;
  const names = { admin: firstNameOf(admin), domainAdmin: firstNameOf(domainAdmin) };
  return (
    <Card aria-labelledby="mail-story" className="mt-14">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h2 id="mail-story" className="font-semibold text-2xl">
          {t('title')}
        </h2>
        <p className="mt-1 max-w-prose text-pretty text-muted">{t('intro')}</p>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep place={1} text={t('invite', names)}>
            <code className="select-all break-all rounded-sm bg-sunken px-2 py-1 font-mono text-sm">
              {email}
            </code>
            <CopyButton value={email} label={start('copyAddress', { email })} iconOnly />
            <OpenLink person={admin} label={start('openDashboard', { name: names.admin })} />
          </StoryStep>
          <StoryStep place={2} text={t('outbox')}>
            <a
              href={new URL('/mail', sandbox.data.url).href}
              target="_blank"
              rel="noreferrer"
              className={buttonClasses({ size: 'small' })}
            >
              {t('openOutbox')}
              <span className="sr-only"> ({start('newTab')})</span>
            </a>
          </StoryStep>
          <StoryStep place={3} text={t('result', names)} />
          <StoryStep place={4} text={t('choose', names)}>
            <OpenLink person={domainAdmin} label={start('openDashboard', { name: names.domainAdmin })} />
          </StoryStep>
        </ol>
      </div>
    </Card>
  );
}
