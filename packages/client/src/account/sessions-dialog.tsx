import { MonitorSmartphone } from 'lucide-react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { api } from '../api/api.ts';
import { refusalOf } from '../api/refusal.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { useAnnounce } from '../ui/live-announcer.tsx';
import { SkeletonText } from '../ui/skeleton.tsx';
import { useErrorText } from '../words/error-text.ts';
import type { SessionView } from './account.ts';
import { CallFailure } from './call-failure.tsx';
import { deviceOf } from './device-name.ts';

type SessionsDialogProps = { readonly open: boolean; readonly onClose: () => void };

/** Where the person is signed in, and the way to end it there. */
export function SessionsDialog({ open, onClose }: SessionsDialogProps) {
  const t = useTranslations('account.sessions');
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('title')}
      description={t('description')}
    >
      <SessionList />
    </Dialog>
  );
}

function SessionList() {
  const t = useTranslations('account.sessions');
  const words = useTranslations('ui');
  const errorText = useErrorText();
  const announce = useAnnounce();
  const utils = api.useUtils();
  const sessions = api.account.sessions.useQuery(undefined, { staleTime: 0 });
  const end = api.account.endSession.useMutation({
    onSettled: () => utils.account.sessions.invalidate(),
  });

  if (sessions.isPending) {
    return (
      <div role="status">
        <span className="sr-only">{words('loading')}</span>
        <SkeletonText lines={3} />
      </div>
    );
  }
  if (!sessions.data) {
    return (
      <ErrorState
        level={3}
        title={t('loadFailed')}
        description={errorText(sessions.error)}
        retrying={sessions.isFetching}
        onRetry={() => void sessions.refetch()}
      />
    );
  }
  const gone = refusalOf(end.error)?.code === 'NOT_FOUND';
  return (
    <div className="flex flex-col gap-4">
      {!gone && <CallFailure error={end.error} />}
      <ul aria-label={t('list')} className="divide-y divide-line rounded-md border border-line">
        {sessions.data.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            ending={end.isPending && end.variables.sessionId === session.id}
            onEnd={(device) =>
              end.mutate({ sessionId: session.id }, { onSuccess: () => announce(t('ended', { device })) })
            }
          />
        ))}
      </ul>
      {sessions.data.length === 1 && <p className="text-muted text-sm">{t('onlyThis')}</p>}
    </div>
  );
}

type SessionItemProps = {
  readonly session: SessionView;
  readonly ending: boolean;
  readonly onEnd: (device: string) => void;
};

function SessionItem({ session, ending, onEnd }: SessionItemProps) {
  const t = useTranslations('account.sessions');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const { browser, system } = deviceOf(session.userAgent);
  const device = t('device', {
    browser: browser ?? t('unknownBrowser'),
    system: system ?? t('unknownSystem'),
  });
  const since = format.dateTime(new Date(session.signedInAt), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <MonitorSmartphone aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-medium text-sm">
          {device}
          {session.current && <Badge tone="accent">{t('current')}</Badge>}
        </p>
        <p className="text-muted text-xs">
          {t('signedInAt', { time: since })}
          {!session.current && (
            <>, {t('seenAt', { time: format.relativeTime(new Date(session.seenAt), now) })}</>
          )}
        </p>
      </div>
      {!session.current && (
        <Button
          size="small"
          busy={ending}
          aria-label={t('endLabel', { device, time: since })}
          onClick={() => onEnd(device)}
        >
          {t('end')}
        </Button>
      )}
    </li>
  );
}
