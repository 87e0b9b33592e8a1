import { Badge, type Tone } from '@rollcall/client/ui/badge.tsx';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { CircleCheck, CirclePause, Clock, Hourglass, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { type LmsStanding, type PlatformStanding, platformStanding } from './lms-standing.ts';

interface Look {
  readonly tone: Tone;
  readonly icon: ReactNode;
}

const works: Look = { tone: 'positive', icon: <CircleCheck aria-hidden="true" /> };
const waits: Look = { tone: 'warning', icon: <Hourglass aria-hidden="true" /> };
const fails: Look = { tone: 'warning', icon: <TriangleAlert aria-hidden="true" /> };
const rests: Look = { tone: 'neutral', icon: <CirclePause aria-hidden="true" /> };
const begun: Look = { tone: 'accent', icon: <Clock aria-hidden="true" /> };

const platformLooks: Readonly<Record<PlatformStanding, Look>> = {
  draft: begun,
  off: rests,
  waiting: waits,
  trouble: fails,
  quiet: begun,
  works,
};

const lmsLooks: Readonly<Record<LmsStanding, Look>> = {
  none: rests,
  draft: begun,
  waiting: waits,
  trouble: fails,
  off: rests,
  ready: begun,
  works,
};

/** How one learning management system stands, in a word. */
export function PlatformBadge({ platform }: { readonly platform: PlatformView }) {
  const t = useTranslations('lms.state');
  const standing = platformStanding(platform);
  return <Badge {...platformLooks[standing]}>{t(standing)}</Badge>;
}

type LmsBadgeProps = { readonly standing: LmsStanding; readonly count: number };

/** How enrolling by assignments stands on the licence. `count`: open assignments. */
export function LmsBadge({ standing, count }: LmsBadgeProps) {
  const t = useTranslations('lms.standing');
  return <Badge {...lmsLooks[standing]}>{t(standing, { count })}</Badge>;
}
