import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card } from '@rollcall/client/ui/card.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { addressOf, type Opened } from '../demo-address.ts';
import { type DemoPerson, firstNameOf } from '../people.ts';

type StoryProps = { readonly admin: DemoPerson; readonly guest: DemoPerson };

/** A way through the demo in four steps. */
export function Story({ admin: adminPerson, guest }: StoryProps) {
  const t = useTranslations('start');
  const admin = firstNameOf(adminPerson);
  const person = firstNameOf(guest);
  return (
    <Card aria-labelledby="story" className="mt-10">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h2 id="story" className="font-semibold text-2xl">
          {t('story')}
        </h2>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep place={1} text={t('storyOpen', { admin, person })}>
            <OpenLink person={adminPerson} label={t('openDashboard', { name: admin })} primary />
            <OpenLink person={guest} label={t('openApp', { name: person })} primary />
          </StoryStep>
          <StoryStep place={2} text={t('storyAdd')}>
            <code className="select-all break-all rounded-sm bg-sunken px-2 py-1 font-mono text-sm">
              {guest.email}
            </code>
            <CopyButton value={guest.email} label={t('copyAddress', { email: guest.email })} iconOnly />
          </StoryStep>
          <StoryStep place={3} text={t('storyJoin', { person })} />
          <StoryStep place={4} text={t('storyWatch', { admin })} />
        </ol>
      </div>
    </Card>
  );
}

type StoryStepProps = { readonly place: number; readonly text: string; readonly children?: ReactNode };

/** One numbered step, with what it needs below it. */
export function StoryStep({ place, text, children }: StoryStepProps) {
  return (
    <li className="flex items-start gap-4">
      <span
        aria-hidden="true"
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent font-semibold text-on-accent text-sm"
      >
        {place}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className="text-pretty">{text}</p>
        {children && <div className="mt-3 flex flex-wrap items-center gap-2">{children}</div>}
      </div>
    </li>
  );
}

type OpenLinkProps = {
  readonly person: DemoPerson;
  readonly label: string;
  /** The dashboard or the app of somebody who has both. */
  readonly opened?: Opened;
  readonly primary?: boolean;
};

/** Opens a person's own address in a new tab, where the page signs in as them. */
export function OpenLink({ person, label, opened, primary = false }: OpenLinkProps) {
  return <NewTabLink href={addressOf(person.label, location, opened)} label={label} primary={primary} />;
}

type NewTabLinkProps = { readonly href: string; readonly label: string; readonly primary?: boolean };

export function NewTabLink({ href, label, primary = false }: NewTabLinkProps) {
  const t = useTranslations('start');
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      className={buttonClasses({ variant: primary ? 'primary' : 'secondary', size: 'small' })}
    >
      {label}
      <ExternalLink aria-hidden="true" />
      <span className="sr-only">({t('newTab')})</span>
    </a>
  );
}
