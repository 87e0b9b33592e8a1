import { Avatar } from '@rollcall/client/ui/avatar.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LinkArrival, LinkView } from '@rollcall/core/links/contract.ts';
import { Link } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { RemoveArrival } from './remove-arrival.tsx';

type ArrivalsProps = { readonly licenseId: LicenseId; readonly view: LinkView };

/** As many as the server tells. */
const shownAtMost = 100;

/** Who came by the link since it was opened, as they come, and the way to take them off. */
export function Arrivals({ licenseId, view }: ArrivalsProps) {
  const t = useTranslations('link.board');
  const [removed, setRemoved] = useState<LinkArrival | null>(null);
  const { arrivals } = view;
  useAnnouncedArrivals(arrivals);
  return (
    <Card aria-labelledby="link-arrivals">
      <CardHeader
        level={3}
        titleId="link-arrivals"
        title={t(view.enabled ? 'title' : 'before')}
        description={view.enabled ? t('text') : undefined}
      />
      <CardBody>
        {arrivals.length === 0 ? (
          <EmptyState level={4} icon={<Users />} title={t('empty')} description={t('emptyText')} />
        ) : (
          <ul aria-label={t('list')} className="divide-y divide-line">
            {arrivals.map((arrival) => (
              <Arrival key={arrival.memberId} arrival={arrival} onRemove={() => setRemoved(arrival)} />
            ))}
          </ul>
        )}
        {arrivals.length >= shownAtMost && <p className="mt-3 text-muted text-sm">{t('first')}</p>}
        {arrivals.length > 0 && (
          <p className="mt-3 text-sm">
            <Link to="/licenses/$licenseId/users" params={{ licenseId }} className={textLinkClasses}>
              {t('users')}
            </Link>
          </p>
        )}
      </CardBody>
      <RemoveArrival
        licenseId={licenseId}
        arrival={removed}
        isOpen={view.hindrance === null}
        onClose={() => setRemoved(null)}
      />
    </Card>
  );
}

type ArrivalProps = { readonly arrival: LinkArrival; readonly onRemove: () => void };

function Arrival({ arrival: { memberId, name, email, userType, arrivedAt }, onRemove }: ArrivalProps) {
  const t = useTranslations('link.board');
  const types = useTranslations('userType');
  const { dateTime } = useFormatter();
  return (
    <li data-arrival={memberId} className="flex items-center gap-3 py-2.5 first:pt-0">
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-muted text-sm">{email}</p>
        <p className="text-muted text-xs">
          <time dateTime={arrivedAt}>{dateTime(new Date(arrivedAt), { timeStyle: 'medium' })}</time>
          {' · '}
          {types(userType)}
        </p>
      </div>
      <Button size="small" aria-label={t('removeOne', { name })} onClick={onRemove}>
        {t('remove')}
      </Button>
    </li>
  );
}

/** A screen reader hears who has come: one by name, several that came together as a number. */
function useAnnouncedArrivals(arrivals: readonly LinkArrival[]): void {
  const t = useTranslations('link.board');
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(arrivals.map(({ memberId }) => memberId));
    if (before === null) return;
    const came = arrivals.filter(({ memberId }) => !before.has(memberId));
    if (came.length > 0) announce(t('came', { count: came.length, name: came[0]?.name ?? '' }));
  }, [arrivals, announce, t]);
}
