import { useAccount } from '@rollcall/client/account/account.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import { unlocks } from '@rollcall/core/features/rules.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { lastMomentBefore } from '@rollcall/core/licenses/term.ts';
import { BadgeCheck, KeyRound, MailOpen } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';
import { acceptedLicenses, featureState, graceEnd } from './entitlement.ts';
import { useFeatureNames } from './use-feature-names.ts';

type UnlockStripProps = {
  readonly inbox: Inbox | null;
  readonly offline: boolean;
  readonly inviteCount: number;
  readonly onOpenInvites: () => void;
  readonly onEnterKey: () => void;
};

/** What the person has at this moment, and what they can do to have more. */
export function UnlockStrip({ inbox, offline, inviteCount, onOpenInvites, onEnterKey }: UnlockStripProps) {
  const t = useTranslations('unlock');
  const licenses = useTranslations('licenses');
  const format = useFormatter();
  const names = useFeatureNames();
  const unlocking = acceptedLicenses(inbox).filter(unlocks);
  const best = unlocking.find((entry) => entry.phase === 'active') ?? unlocking[0];

  if (inbox === null) {
    return offline ? (
      <Notice tone="warning" title={t('unknown')}>
        {t('unknownDetail')}
      </Notice>
    ) : (
      <p role="status" className="flex items-center gap-2 text-muted text-sm">
        <Spinner decorative />
        {t('checking')}
      </p>
    );
  }
  if (best === undefined) {
    return (
      <NothingUnlocked
        resting={acceptedLicenses(inbox)[0] ?? null}
        inviteCount={inviteCount}
        onOpenInvites={onOpenInvites}
        onEnterKey={onEnterKey}
      />
    );
  }
  if (best.phase === 'grace') {
    const date = (instant: string | Date) => format.dateTime(new Date(instant), { dateStyle: 'long' });
    return (
      <Notice tone="warning" title={t('graceTitle', { license: best.licenseName })}>
        {licenses('grace', {
          ended: date(lastMomentBefore(new Date(best.endsAt))),
          until: date(lastMomentBefore(graceEnd(best))),
        })}
      </Notice>
    );
  }
  const off = fullFeature.options.filter((name) => featureState(inbox, name) === 'switchedOff');
  return (
    <p className="flex items-center gap-2 text-muted text-sm">
      <BadgeCheck aria-hidden="true" className="size-4.5 shrink-0 text-positive" />
      {t(off.length === 0 ? 'by' : off.length < fullFeature.options.length ? 'byWithout' : 'allOff', {
        license: best.licenseName,
        district: best.districtName,
        features: names(off),
      })}
    </p>
  );
}

type NothingUnlockedProps = Pick<UnlockStripProps, 'inviteCount' | 'onOpenInvites' | 'onEnterKey'> & {
  /** A licence that the person is on and that unlocks nothing at this time of its term. */
  readonly resting: InboxEntry | null;
};

/** Why only the basic tools work, and the ways to the others. A screen reader hears it when the features go off. */
function NothingUnlocked({ resting, inviteCount, onOpenInvites, onEnterKey }: NothingUnlockedProps) {
  const t = useTranslations('unlock');
  const format = useFormatter();
  const { launch } = useAccount();
  const seatless = launch === null ? 'none' : 'launched';
  const why = resting === null ? seatless : resting.phase === 'upcoming' ? 'upcoming' : 'ended';
  const facts = {
    license: resting?.licenseName ?? '',
    end:
      resting === null
        ? ''
        : format.dateTime(lastMomentBefore(new Date(resting.endsAt)), { dateStyle: 'long' }),
  };
  return (
    <Notice
      tone={why === 'ended' ? 'warning' : 'info'}
      role="status"
      title={t(`basicTitle.${why}`, facts)}
      actions={
        launch === null && (
          <>
            {inviteCount > 0 && (
              <Button
                variant="primary"
                size="small"
                icon={<MailOpen aria-hidden="true" />}
                onClick={onOpenInvites}
              >
                {t('invites', { count: inviteCount })}
              </Button>
            )}
            <Button size="small" icon={<KeyRound aria-hidden="true" />} onClick={onEnterKey}>
              {t('key')}
            </Button>
          </>
        )
      }
    >
      {t(`basicDetail.${why}`, facts)}
    </Notice>
  );
}
