import { showToast } from '@rollcall/client/ui/toast.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { changesBetween, type LicenseChange } from './entitlement.ts';

/**
 * Says what a new inbox changed: here, in another window, or by an admin. `quiet` while a dialog in front says it
 * itself.
 */
export function useLicenseNotices(inbox: Inbox | null, quiet: boolean): void {
  const t = useTranslations('invites');
  const before = useRef<Inbox | null>(null);
  const said = useRef({ t, quiet });
  useEffect(() => {
    said.current = { t, quiet };
  });
  useEffect(() => {
    const previous = before.current;
    before.current = inbox;
    if (previous === null || inbox === null || previous.epoch !== inbox.epoch) return;
    for (const change of changesBetween(previous, inbox)) {
      if (said.current.quiet && change.kind === 'joined') continue;
      notices[change.kind](said.current.t, change);
    }
  }, [inbox]);
}

type Translate = ReturnType<typeof useTranslations<'invites'>>;

/** How each kind of change is said. Complete over the kinds by type. */
const notices: { readonly [Kind in LicenseChange['kind']]: (t: Translate, change: LicenseChange) => void } = {
  joined: (t, { entry }) =>
    showToast.success({
      title: t('joined', { license: entry.licenseName }),
      description: t('joinedDetail'),
    }),
  declined: (t, { entry }) =>
    showToast.info({
      title: t('declined', { license: entry.licenseName }),
      description: t('declinedDetail'),
    }),
  withdrawn: (t, { entry }) =>
    showToast.info({
      title: t('withdrawn', { license: entry.licenseName }),
      description: t('withdrawnDetail'),
    }),
  ended: (t, { entry, featuresLeft }) =>
    showToast.warning({
      title: t('ended', { license: entry.licenseName }),
      description: t(featuresLeft ? 'endedStill' : 'endedLocked'),
    }),
};
