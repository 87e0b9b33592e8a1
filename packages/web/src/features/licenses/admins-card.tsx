import { Avatar } from '@rollcall/client/ui/avatar.tsx';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { useTranslations } from 'use-intl';
import type { LicenseAdmin } from '../../live/license-feed.ts';

/** Who manages the licence, and who of them adds without an invitation. */
export function AdminsCard({ admins }: { readonly admins: readonly LicenseAdmin[] }) {
  const t = useTranslations('admins');
  return (
    <Card aria-labelledby="license-admins">
      <CardHeader titleId="license-admins" title={t('title')} description={t('description')} />
      <CardBody>
        <ul className="divide-y divide-line">
          {admins.map((admin) => (
            <li key={admin.email} className="flex items-center gap-3 py-3 first:pt-0">
              <Avatar name={admin.name} />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
                  {admin.name}
                  {admin.isMe && <Badge>{t('you')}</Badge>}
                  {admin.isDomainAdmin && <Badge tone="accent">{t('domainAdmin')}</Badge>}
                </p>
                <p className="truncate text-muted text-sm">{admin.email}</p>
              </div>
            </li>
          ))}
        </ul>
        <p className="mt-2 border-line border-t pt-3 text-muted text-sm">{t('domainAdminHint')}</p>
      </CardBody>
    </Card>
  );
}
