import { useAccount } from '@rollcall/client/account/account.ts';
import { AccountDialogs } from '@rollcall/client/account/account-menu.tsx';
import {
  useConnection,
  useInbox,
  useInboxFallback,
  useInboxRefresh,
} from '@rollcall/client/live/live-provider.tsx';
import { AppBar } from '@rollcall/client/ui/app-bar.tsx';
import { ConnectionIndicator } from '@rollcall/client/ui/connection-indicator.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { Logo } from '@rollcall/client/ui/logo.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ReadingPage } from '../features/document/reading-page.tsx';
import { Toolbar } from '../features/document/toolbar.tsx';
import type { Tool } from '../features/document/tools.ts';
import { useMarks } from '../features/document/use-marks.ts';
import {
  acceptedLicenses,
  type FullFeature,
  featureState,
  unlocks,
} from '../features/entitlement/entitlement.ts';
import { MyLicensesDialog } from '../features/entitlement/my-licenses-dialog.tsx';
import { UnlockDialog } from '../features/entitlement/unlock-dialog.tsx';
import { UnlockStrip } from '../features/entitlement/unlock-strip.tsx';
import { useLicenseNotices } from '../features/entitlement/use-license-notices.ts';
import { InvitePopUp } from '../features/invites/invite-pop-up.tsx';
import { openInvites, poppingUp } from '../features/invites/invite-queue.ts';
import { LicenseInvitesDialog } from '../features/invites/license-invites-dialog.tsx';
import { useDismissals } from '../features/invites/use-dismissals.ts';
import { LicenseKeyDialog } from '../features/license-key/license-key-dialog.tsx';
import { type AppDialog, AppMenu } from './app-menu.tsx';
import { FullFeatures } from './full-features.tsx';
import { useFullTools } from './use-full-tools.ts';

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

  const offline = connection.state === 'offline';
  const invites = openInvites(inbox);
  const alreadyLicensed = acceptedLicenses(inbox).some(unlocks);
  const features = useFullTools({
    inbox,
    marks: marks.marks,
    onLockedTool: setLocked,
    onOutdated: () => void refresh().catch(() => {}),
  });
  const open = (next: AppDialog) => {
    setLocked(null);
    setDialog(next);
  };
  const close = () => setDialog(null);

  return (
    <>
      <AppBar
        brand={
          <>
            <Logo />
            <AppName />
          </>
        }
        end={
          <>
            <ConnectionIndicator
              state={connection.state}
              asOf={connection.asOf ?? undefined}
              onRetry={connection.retry}
            />
            <AppMenu inviteCount={invites.length} onOpen={open} />
          </>
        }
      />
      <Page>
        <div className="mb-4 flex flex-col gap-3">
          <UnlockStrip
            inbox={inbox}
            offline={offline}
            inviteCount={invites.length}
            onOpenInvites={() => open('invites')}
            onEnterKey={() => open('key')}
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
            onHowTo={setLocked}
            onOutdated={features.onOutdated}
          />
        </div>
      </Page>
      <LicenseInvitesDialog
        open={dialog === 'invites'}
        onClose={close}
        invites={inbox === null ? null : invites}
        offline={offline}
        alreadyLicensed={alreadyLicensed}
      />
      <LicenseKeyDialog open={dialog === 'key'} onClose={close} />
      <MyLicensesDialog
        open={dialog === 'licenses'}
        onClose={close}
        inbox={inbox}
        offline={offline}
        onEnterKey={() => open('key')}
      />
      <AccountDialogs
        open={dialog === 'addresses' || dialog === 'sessions' ? dialog : null}
        onClose={close}
      />
      <UnlockDialog
        feature={locked}
        unlocked={locked !== null && featureState(inbox, locked) === 'on'}
        inviteCount={invites.length}
        onOpenInvites={() => open('invites')}
        onEnterKey={() => open('key')}
        onClose={() => setLocked(null)}
      />
      <InvitePopUp
        waiting={poppingUp(inbox, dismissals.closed)}
        held={dialog !== null || locked !== null}
        busyElsewhere={recording}
        alreadyLicensed={alreadyLicensed}
        onDismiss={dismissals.dismiss}
      />
    </>
  );
}

function AppName() {
  return useTranslations('app')('name');
}
