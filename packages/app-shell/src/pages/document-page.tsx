import { useAccount } from '@rollcall/client/account/account.ts';
import {
  useConnection,
  useInbox,
  useInboxFallback,
  useInboxRefresh,
} from '@rollcall/client/live/live-provider.tsx';
import { AppBar } from '@rollcall/client/ui/app-bar.tsx';
import { ConnectionIndicator } from '@rollcall/client/ui/connection-indicator.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ReadingPage } from '../features/document/reading-page.tsx';
import { Toolbar } from '../features/document/toolbar.tsx';
import type { Tool } from '../features/document/tools.ts';
import { useMarks } from '../features/document/use-marks.ts';
import { featureState } from '../features/entitlement/entitlement.ts';
import { UnlockStrip } from '../features/entitlement/unlock-strip.tsx';
import { useLicenseNotices } from '../features/entitlement/use-license-notices.ts';
import { openInvites, poppingUp } from '../features/invites/invite-queue.ts';
import { useDismissals } from '../features/invites/use-dismissals.ts';
import type { AppDialog } from './app-menu.tsx';
import { Brand } from './brand.tsx';
import { FullFeatures } from './full-features.tsx';
import { LaterDialogs } from './later-dialogs.tsx';
import { MenuButton } from './menu-button.tsx';
import { useFullTools } from './use-full-tools.ts';
import { usePageTitle } from './use-page-title.ts';

/** The app's one page: the document, its tools, and what the person's licences unlock. */
export function DocumentPage() {
  const t = useTranslations('document');
  const announce = useAnnounce();
  const { personId } = useAccount();
  const inbox = useInbox();
  const connection = useConnection();
  const refresh = useInboxRefresh();
  useInboxFallback();
  const [dialog, setDialog] = useState<AppDialog | null>(null);
  const [locked, setLocked] = useState<FullFeature | null>(null);
  const [recording, setRecording] = useState(false);
  const [tool, setTool] = useState<Tool>('read');
  const marks = useMarks(personId);
  const dismissals = useDismissals(inbox);
  useLicenseNotices(inbox, dialog === 'key');
  const invites = openInvites(inbox);
  usePageTitle(invites.length);

  const offline = connection.state === 'offline';
  const show = (next: AppDialog | null, feature: FullFeature | null = null) => {
    setLocked(feature);
    setDialog(next);
  };
  const features = useFullTools({
    inbox,
    marks: marks.marks,
    onLockedTool: (feature) => show(null, feature),
    onOutdated: () => void refresh().catch(() => {}),
  });

  return (
    <>
      <AppBar
        brand={<Brand />}
        end={
          <>
            <ConnectionIndicator
              state={connection.state}
              asOf={connection.asOf ?? undefined}
              onRetry={connection.retry}
            />
            <MenuButton inviteCount={invites.length} onOpen={show} />
          </>
        }
      />
      <Page>
        <div className="mb-4 flex flex-col gap-3">
          <UnlockStrip
            inbox={inbox}
            offline={offline}
            inviteCount={invites.length}
            onOpenInvites={() => show('invites')}
            onEnterKey={() => show('key')}
          />
          {!marks.kept && (
            <Notice tone="warning" title={t('notKept')}>
              {t('notKeptDetail')}
            </Notice>
          )}
        </div>
        <div className="sticky top-16 z-20 mx-auto mb-5 w-fit max-w-full">
          <Toolbar
            tool={tool}
            onTool={setTool}
            fullTools={features.tools}
            canUndo={marks.canUndo}
            canClear={marks.marks.length > 0}
            onUndo={() => {
              marks.dispatch({ type: 'undone' });
              announce(t('undone'));
            }}
            onClear={() => {
              marks.dispatch({ type: 'cleared' });
              announce(t('cleared'));
            }}
          />
        </div>
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <ReadingPage tool={tool} marks={marks} />
          <FullFeatures
            personId={personId}
            stateOf={(feature) => featureState(inbox, feature)}
            commentField={features.commentField}
            recordButton={features.recordButton}
            onRecording={setRecording}
            onHowTo={(feature) => show(null, feature)}
            onOutdated={features.onOutdated}
          />
        </div>
      </Page>
      <LaterDialogs
        dialog={dialog}
        locked={locked}
        inbox={inbox}
        offline={offline}
        invites={invites}
        waiting={poppingUp(inbox, dismissals.closed)}
        recording={recording}
        onOpen={show}
        onClose={() => show(null)}
        onDismiss={dismissals.dismiss}
      />
    </>
  );
}
