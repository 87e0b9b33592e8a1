import { AccountDialogs } from '@rollcall/client/account/account-menu.tsx';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { unlocks } from '@rollcall/core/features/rules.ts';
import type { MemberId } from '@rollcall/core/ids.ts';
import type { Inbox, InboxEntry } from '@rollcall/core/inbox/contract.ts';
import { acceptedLicenses, districtsWithout, featureState } from '../features/entitlement/entitlement.ts';
import { MyLicensesDialog } from '../features/entitlement/my-licenses-dialog.tsx';
import { UnlockDialog } from '../features/entitlement/unlock-dialog.tsx';
import { InvitePopUp } from '../features/invites/invite-pop-up.tsx';
import { LicenseInvitesDialog } from '../features/invites/license-invites-dialog.tsx';
import { LicenseKeyDialog } from '../features/license-key/license-key-dialog.tsx';
import type { AppDialog } from './app-menu.tsx';

type AppDialogsProps = {
  readonly dialog: AppDialog | null;
  /** The locked feature that was asked for. */
  readonly locked: FullFeature | null;
  readonly inbox: Inbox | null;
  readonly offline: boolean;
  readonly invites: readonly InboxEntry[];
  /** Those that want to be on the screen by themselves. */
  readonly waiting: readonly InboxEntry[];
  readonly recording: boolean;
  readonly onOpen: (dialog: AppDialog) => void;
  readonly onClose: () => void;
  readonly onDismiss: (memberId: MemberId) => void;
};

/** Everything that comes in front of the page; one at a time. */
export function AppDialogs(props: AppDialogsProps) {
  const { dialog, locked, inbox, offline, invites, waiting, recording, onOpen, onClose, onDismiss } = props;
  const alreadyLicensed = acceptedLicenses(inbox).some(unlocks);
  return (
    <>
      <LicenseInvitesDialog
        open={dialog === 'invites'}
        onClose={onClose}
        invites={inbox === null ? null : invites}
        offline={offline}
        alreadyLicensed={alreadyLicensed}
      />
      <LicenseKeyDialog open={dialog === 'key'} onClose={onClose} />
      <MyLicensesDialog
        open={dialog === 'licenses'}
        onClose={onClose}
        inbox={inbox}
        offline={offline}
        onEnterKey={() => onOpen('key')}
      />
      <AccountDialogs
        open={dialog === 'addresses' || dialog === 'sessions' ? dialog : null}
        onClose={onClose}
      />
      <UnlockDialog
        feature={locked}
        unlocked={locked !== null && featureState(inbox, locked) === 'on'}
        switchedOffBy={locked === null ? [] : districtsWithout(inbox, locked)}
        inviteCount={invites.length}
        onOpenInvites={() => onOpen('invites')}
        onEnterKey={() => onOpen('key')}
        onClose={onClose}
      />
      <InvitePopUp
        waiting={waiting}
        held={dialog !== null || locked !== null}
        busyElsewhere={recording}
        alreadyLicensed={alreadyLicensed}
        onDismiss={onDismiss}
      />
    </>
  );
}
