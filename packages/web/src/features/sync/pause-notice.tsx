import { Button } from '@rollcall/client/ui/button.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { ConnectionView } from '@rollcall/core/sync/contract.ts';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { pauseStanding } from './connection-health.ts';
import { dayOf } from './pause-dialog.tsx';
import type { usePause } from './use-pause.ts';

type PauseNoticeProps = {
  readonly connection: ConnectionView;
  readonly pausing: ReturnType<typeof usePause>;
};

/** That syncing pauses or will, until when, and the way to end that. Nothing without a pause. */
export function PauseNotice({ connection, pausing }: PauseNoticeProps) {
  const t = useTranslations('sync.pause');
  const { dateTime } = useFormatter();
  const standing = pauseStanding(connection, useNow());
  const { pause } = connection;
  if (pause === null || standing === 'none') return null;
  const say = (day: string) => dateTime(dayOf(day), { dateStyle: 'long', timeZone: 'UTC' });
  const isNow = standing === 'now';
  return (
    <Notice
      title={
        isNow
          ? t('now', { day: say(pause.until) })
          : t('planned', { from: say(pause.from), until: say(pause.until) })
      }
      actions={
        <Button size="small" busy={pausing.isPending} onClick={() => pausing.set(null)}>
          {t(isNow ? 'endNow' : 'cancel')}
        </Button>
      }
    >
      {t(isNow ? 'nowText' : 'plannedText')}
    </Notice>
  );
}
