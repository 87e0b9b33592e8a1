import { Avatar } from '@rollcall/client/ui/avatar.tsx';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import { School } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Opened } from '../demo-address.ts';
import { type DemoDistrict, type DemoPerson, firstNameOf } from '../people.ts';
import { OpenLink } from './story.tsx';

/** One district: how it adds people, and who can be tried out. */
export function DistrictSection({ district }: { readonly district: DemoDistrict }) {
  const t = useTranslations('start');
  const titleId = useId();
  const admin = district.people.find(({ opens }) => opens[0] === 'admin');
  const rule = admin?.role === 'domain_admin' ? 'withDomainAdmin' : 'withoutDomainAdmin';
  return (
    <Card aria-labelledby={titleId}>
      <header className="px-5 pt-5 pb-4 sm:px-6">
        <h3 id={titleId} className="flex items-center gap-2.5 font-semibold text-lg">
          <School aria-hidden="true" className="size-5 shrink-0 text-muted" />
          {district.name}
        </h3>
        {admin && (
          <p className="mt-2 text-pretty text-muted text-sm">{t(rule, { admin: firstNameOf(admin) })}</p>
        )}
      </header>
      <ul
        aria-label={t('people', { district: district.name })}
        className="divide-y divide-line border-line border-t"
      >
        {district.people.map((person) => (
          <li key={person.label}>
            <PersonCard person={person} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PersonCard({ person }: { readonly person: DemoPerson }) {
  const t = useTranslations('start');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6">
      <Avatar name={person.name} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-medium">
          {person.name}
          <Badge tone={person.opens[0] === 'admin' ? 'accent' : 'neutral'}>{t(`role.${person.role}`)}</Badge>
          {person.opens.length > 1 && <Badge tone="accent">{t('ownLicense')}</Badge>}
        </p>
        <p className="break-all text-muted text-xs">{person.email}</p>
        <p className="mt-1.5 text-pretty text-sm">
          {t(person.opens.length > 1 ? 'tries.both' : `tries.${person.role}`)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2 sm:flex-col">
        {person.opens.map((opened) => (
          <OpenLink
            key={opened}
            person={person}
            {...(person.opens.length > 1 && { opened })}
            label={t(linkLabel(person, opened), { name: firstNameOf(person) })}
          />
        ))}
      </div>
    </div>
  );
}

/** Where there is one thing for a person, the name says enough. */
function linkLabel({ opens }: DemoPerson, opened: Opened) {
  if (opens.length === 1) return 'openAs';
  return opened === 'admin' ? 'openDashboard' : 'openApp';
}
