import { showToast } from '@rollcall/client/ui/toast.ts';
import { type FullFeature, fullFeature } from '@rollcall/core/features/feature.ts';
import type { Inbox } from '@rollcall/core/inbox/contract.ts';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { changesBetween, givenBy, type LicenseChange, switchedBetween } from './entitlement.ts';
import { useFeatureNames } from './use-feature-names.ts';

/**
 * Says what a new inbox changed: here, in another window, or by an admin. `quiet` while a dialog in front says it
 * itself.
 */
export function useLicenseNotices(inbox: Inbox | null, quiet: boolean): void {
  const t = useTranslations('invites');
  const unlock = useTranslations('unlock');
  const names = useFeatureNames();
  const before = useRef<Inbox | null>(null);
  const said = useRef({ t, unlock, names, quiet });
  useEffect(() => {
    said.current = { t, unlock, names, quiet };
  });
  useEffect(() => {
    const previous = before.current;
    before.current = inbox;
    if (previous === null || inbox === null || previous.epoch !== inbox.epoch) return;
    for (const change of changesBetween(previous, inbox)) {
      if (said.current.quiet && change.kind === 'joined') continue;
      notices[change.kind](said.current.t, change, said.current.names);
    }
    const { off, on } = switchedBetween(previous, inbox);
    const told = (features: readonly FullFeature[]) => ({
      count: features.length,
      features: said.current.names(features),
    });
    if (off.length > 0) {
      showToast.warning({
        title: said.current.unlock('wentOff', told(off)),
        description: said.current.unlock('wentOffDetail', told(off)),
      });
    }
    if (on.length > 0) {
      showToast.success({
        title: said.current.unlock('wentOn', told(on)),
        description: said.current.unlock('wentOnDetail', told(on)),
      });
    }
  }, [inbox]);
}

type Translate = ReturnType<typeof useTranslations<'invites'>>;

/** How each kind of change is said. Complete over the kinds by type. */
const notices: {
  readonly [Kind in LicenseChange['kind']]: (
    t: Translate,
    change: LicenseChange,
    names: ReturnType<typeof useFeatureNames>,
  ) => void;
} = {
  joined: (t, { entry }, names) => {
    const given = givenBy(entry);
    const some = given.length === 0 ? 'joinedNone' : 'joinedSome';
    const description =
      given.length === fullFeature.options.length ? t('joinedDetail') : t(some, { features: names(given) });
    showToast.success({ title: t('joined', { license: entry.licenseName }), description });
  },
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
