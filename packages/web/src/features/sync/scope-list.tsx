import { Check } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** What each scope lets be seen. The list of all that is ever asked for is in core. */
const said: Readonly<Record<string, 'orgUnits' | 'users' | 'courses' | 'rosters' | 'emails'>> = {
  'https://www.googleapis.com/auth/admin.directory.orgunit.readonly': 'orgUnits',
  'https://www.googleapis.com/auth/admin.directory.user.readonly': 'users',
  'https://www.googleapis.com/auth/classroom.courses.readonly': 'courses',
  'https://www.googleapis.com/auth/classroom.rosters.readonly': 'rosters',
  'https://www.googleapis.com/auth/classroom.profile.emails': 'emails',
};

/** What an account lets be read, in plain words. Scopes that only say who it is are not worth a line. */
export function ScopeList({ scopes }: { readonly scopes: readonly string[] }) {
  const t = useTranslations('sync.scope');
  return (
    <ul className="flex flex-col gap-1.5">
      {scopes.flatMap((scope) => {
        const key = said[scope];
        return key === undefined
          ? []
          : [
              <li key={scope} className="flex items-start gap-2">
                <Check aria-hidden="true" className="mt-1 size-4 shrink-0 text-muted" />
                {t(key)}
              </li>,
            ];
      })}
    </ul>
  );
}
