import { api } from '@rollcall/client/api/api.ts';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import { Globe, GraduationCap, Network } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { type Cast, domainOf, firstNameOf } from '../people.ts';
import { LmsStory } from './lms-story.tsx';
import { NewTabLink, OpenLink, StoryStep } from './story.tsx';

/** The methods that need nobody to type: what to do on the dashboard's side and on the other. Nothing without a sandbox. */
export function MethodStories({ cast }: { readonly cast: Cast }) {
  const t = useTranslations('methods');
  const sandbox = api.demo.sandbox.useQuery().data?.url ?? null;
  if (sandbox === null) return null;
  return (
    <section aria-labelledby="methods" className="mt-14">
      <h2 id="methods" className="font-semibold text-2xl">
        {t('title')}
      </h2>
      <p className="mt-1 max-w-prose text-pretty text-muted">{t('intro')}</p>
      <p className="mt-3">
        <NewTabLink href={new URL('/', sandbox).href} label={t('openGoogle')} />
      </p>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-2 xl:grid-cols-3">
        <OuStory cast={cast} sandbox={sandbox} />
        <ClassroomStory cast={cast} sandbox={sandbox} />
        <DomainStory cast={cast} sandbox={sandbox} />
      </div>
      <LmsStory cast={cast} sandbox={sandbox} />
    </section>
  );
}

type MethodCardProps = {
  readonly title: string;
  readonly license: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

function MethodCard({ title, license, icon, children }: MethodCardProps) {
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        level={3}
        titleId={titleId}
        title={title}
        icon={icon}
        description={<Badge>{license}</Badge>}
      />
      <CardBody>
        <ol className="mt-1 flex flex-col gap-5">{children}</ol>
      </CardBody>
    </Card>
  );
}

type MethodStoryProps = { readonly cast: Cast; readonly sandbox: string };

function OuStory({ cast: { admin: adminPerson, pupil: pupilPerson }, sandbox }: MethodStoryProps) {
  const t = useTranslations('methods');
  const start = useTranslations('start');
  const admin = firstNameOf(adminPerson);
  const pupil = firstNameOf(pupilPerson);
  return (
    <MethodCard title={t('ou')} license={t('ouLicense', { admin })} icon={<Network aria-hidden="true" />}>
      <StoryStep place={1} text={t('ouConnect', { admin, name: adminPerson.name })}>
        <OpenLink person={adminPerson} label={start('openDashboard', { name: admin })} primary />
      </StoryStep>
      <StoryStep place={2} text={t('ouChoose', { pupil })}>
        <OpenLink person={pupilPerson} label={start('openApp', { name: pupil })} />
      </StoryStep>
      <StoryStep place={3} text={t('ouMove', { pupil })}>
        <NewTabLink
          href={
            new URL(
              `/w/${domainOf(pupilPerson)}/people?search=${encodeURIComponent(pupilPerson.name)}`,
              sandbox,
            ).href
          }
          label={t('findInGoogle', { name: pupil })}
        />
      </StoryStep>
      <StoryStep place={4} text={t('ouSync', { pupil })} />
    </MethodCard>
  );
}

function ClassroomStory({ cast: { guest, pupil: pupilPerson }, sandbox }: MethodStoryProps) {
  const t = useTranslations('methods');
  const start = useTranslations('start');
  const teacher = firstNameOf(guest);
  const pupil = firstNameOf(pupilPerson);
  return (
    <MethodCard
      title={t('classroom')}
      license={t('classroomLicense', { teacher })}
      icon={<GraduationCap aria-hidden="true" />}
    >
      <StoryStep place={1} text={t('classroomConnect', { teacher, name: guest.name })}>
        <OpenLink person={guest} opened="admin" label={start('openDashboard', { name: teacher })} primary />
      </StoryStep>
      <StoryStep place={2} text={t('classroomChoose')} />
      <StoryStep place={3} text={t('classroomChange', { pupil })}>
        <NewTabLink href={new URL(`/w/${domainOf(guest)}/courses`, sandbox).href} label={t('openClasses')} />
        <NewTabLink href={new URL('/grants', sandbox).href} label={t('openGrants')} />
      </StoryStep>
      <StoryStep place={4} text={t('classroomSync')} />
    </MethodCard>
  );
}

function DomainStory({ cast: { domainAdmin }, sandbox }: MethodStoryProps) {
  const t = useTranslations('methods');
  const start = useTranslations('start');
  const admin = firstNameOf(domainAdmin);
  const domain = `students.${domainOf(domainAdmin)}`;
  return (
    <MethodCard
      title={t('domain')}
      license={t('domainLicense', { admin })}
      icon={<Globe aria-hidden="true" />}
    >
      <StoryStep place={1} text={t('domainAdd', { admin })}>
        <OpenLink person={domainAdmin} label={start('openDashboard', { name: admin })} primary />
        <Copied value={domain} />
      </StoryStep>
      <StoryStep place={2} text={t('domainProve')}>
        <NewTabLink href={new URL('/dns', sandbox).href} label={t('openDns')} />
      </StoryStep>
      <StoryStep place={3} text={t('domainChoose')} />
      <StoryStep place={4} text={t('domainSignUp', { admin })}>
        <NewTabLink href="/app/" label={t('openSignUp')} />
        <Copied value={`somebody.new@${domain}`} />
      </StoryStep>
    </MethodCard>
  );
}

/** Something to type elsewhere. */
function Copied({ value }: { readonly value: string }) {
  const t = useTranslations('methods');
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="select-all break-all rounded-sm bg-sunken px-2 py-1 font-mono text-sm">{value}</code>
      <CopyButton value={value} label={t('copy', { value })} iconOnly />
    </span>
  );
}
