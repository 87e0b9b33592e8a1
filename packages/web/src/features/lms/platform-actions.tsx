import { Button } from '@rollcall/client/ui/button.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { AssignmentView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { AskFirst } from './ask-first.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { useChangePlatform } from './use-lms-commands.ts';

type PlatformActionsProps = {
  readonly licenseId: LicenseId;
  readonly platform: PlatformView;
  readonly assignments: readonly AssignmentView[];
};

/** Renaming, switching off and on, and removing, each with what follows from it said before. */
export function PlatformActions(props: PlatformActionsProps) {
  const { state } = props.platform;
  return (
    <>
      <Rename {...props} />
      {state === 'active' && <SwitchOff {...props} />}
      {state === 'off' && <SwitchOn {...props} />}
      <Remove {...props} />
    </>
  );
}

function Rename({ licenseId, platform }: PlatformActionsProps) {
  const t = useTranslations('lms');
  const [asks, setAsks] = useState(false);
  const { name } = platform;
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        aria-label={t('change.renameOne', { name })}
        onClick={() => setAsks(true)}
      >
        {t('change.rename')}
      </Button>
      {asks && <RenameAsked licenseId={licenseId} platform={platform} onClose={() => setAsks(false)} />}
    </>
  );
}

type RenameAskedProps = Pick<PlatformActionsProps, 'licenseId' | 'platform'> & {
  readonly onClose: () => void;
};

function RenameAsked({ licenseId, platform, onClose }: RenameAskedProps) {
  const t = useTranslations('lms');
  const command = useChangePlatform(licenseId, platform);
  return (
    <RenameDialog
      title={t('change.renameTitle', { name: platform.name })}
      label={t('add.label')}
      save={t('change.save')}
      empty={t('add.empty')}
      failed={t('change.failed')}
      name={platform.name}
      maxLength={100}
      command={command}
      onSave={(name) => command.change({ what: 'rename', name }, onClose)}
      onClose={onClose}
    />
  );
}

function SwitchOff({ licenseId, platform }: PlatformActionsProps) {
  const t = useTranslations('lms.change');
  const command = useChangePlatform(licenseId, platform);
  const { name } = platform;
  return (
    <AskFirst
      tone="danger"
      button={t('off')}
      label={t('offOne', { name })}
      title={t('offTitle', { name })}
      text={t('offText')}
      confirm={t('offConfirm')}
      failed={t('failed')}
      command={command}
      onConfirm={(close) => command.change({ what: 'switch', isOn: false }, close)}
    />
  );
}

function SwitchOn({ licenseId, platform }: PlatformActionsProps) {
  const t = useTranslations('lms.change');
  const command = useChangePlatform(licenseId, platform);
  return (
    <>
      <div className="order-first basis-full empty:hidden">
        <CallProblem changes title={t('failed')} error={command.error} />
      </div>
      <Button
        size="small"
        aria-label={t('onOne', { name: platform.name })}
        busy={command.isPending}
        onClick={() => command.change({ what: 'switch', isOn: true })}
      >
        {t('on')}
      </Button>
    </>
  );
}

function Remove({ licenseId, platform, assignments }: PlatformActionsProps) {
  const t = useTranslations('lms.change');
  const command = useChangePlatform(licenseId, platform);
  const { name, state } = platform;
  const people = assignments.reduce((sum, one) => sum + one.people, 0);
  return (
    <AskFirst
      tone="danger"
      button={t('remove')}
      label={t('removeOne', { name })}
      title={t('removeTitle', { name })}
      text={t(state === 'draft' ? 'removeDraft' : 'removeText')}
      confirm={t('removeConfirm')}
      failed={t('failed')}
      command={command}
      onConfirm={(close) => command.change({ what: 'remove' }, close)}
    >
      {state !== 'draft' && (
        <>
          <p>{t('removeAssignments', { count: assignments.length })}</p>
          <p>{t('removePeople', { count: people })}</p>
        </>
      )}
    </AskFirst>
  );
}
