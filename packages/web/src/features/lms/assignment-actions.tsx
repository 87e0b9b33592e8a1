import { Button } from '@rollcall/client/ui/button.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { AssignmentView, PlatformView } from '@rollcall/core/lti/contract.ts';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { AskFirst } from './ask-first.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { useChangeAssignment, useReadRoster } from './use-lms-commands.ts';

type AssignmentActionsProps = {
  readonly license: LicenseView;
  readonly assignment: AssignmentView;
  readonly platform: PlatformView;
};

/** Enrolling the class, closing and opening again, renaming. */
export function AssignmentActions({ license, assignment, platform }: AssignmentActionsProps) {
  const { isOpen, sharesRoster } = assignment;
  const enrolls = isOpen && sharesRoster && platform.state === 'active' && license.phase === 'active';
  return (
    <div className="-ml-1 flex flex-wrap items-center gap-2">
      {enrolls && <Enroll license={license} assignment={assignment} />}
      {isOpen ? (
        <Close license={license} assignment={assignment} />
      ) : (
        <Reopen license={license} assignment={assignment} />
      )}
      <Rename license={license} assignment={assignment} />
    </div>
  );
}

type OneProps = Omit<AssignmentActionsProps, 'platform'>;

function Enroll({ license, assignment }: OneProps) {
  const t = useTranslations('assignments.one');
  const { isPending, error, read } = useReadRoster(license.id, assignment);
  return (
    <>
      <Button
        size="small"
        icon={<Users aria-hidden="true" />}
        aria-label={t('enrollOne', { title: assignment.title })}
        busy={isPending || assignment.reading !== null}
        onClick={read}
      >
        {t('enroll')}
      </Button>
      <Failure title={t('enrollFailed')} error={error} />
    </>
  );
}

/** What an answer says stands above all the buttons. */
function Failure({ title, error }: { readonly title: string; readonly error: unknown }) {
  return (
    <div className="order-first basis-full empty:hidden">
      <CallProblem changes title={title} error={error} />
    </div>
  );
}

function Close({ license, assignment }: OneProps) {
  const t = useTranslations('assignments.one');
  const command = useChangeAssignment(license.id, assignment);
  const { title } = assignment;
  return (
    <AskFirst
      tone="danger"
      button={t('close')}
      label={t('closeOne', { title })}
      title={t('closeTitle', { title })}
      text={t('closeText')}
      confirm={t('closeConfirm')}
      failed={t('failed')}
      command={command}
      onConfirm={(close) => command.change({ what: 'switch', isOpen: false }, close)}
    />
  );
}

function Reopen({ license, assignment }: OneProps) {
  const t = useTranslations('assignments.one');
  const command = useChangeAssignment(license.id, assignment);
  return (
    <>
      <Button
        size="small"
        aria-label={t('reopenOne', { title: assignment.title })}
        busy={command.isPending}
        onClick={() => command.change({ what: 'switch', isOpen: true })}
      >
        {t('reopen')}
      </Button>
      <Failure title={t('failed')} error={command.error} />
    </>
  );
}

function Rename({ license, assignment }: OneProps) {
  const t = useTranslations('assignments.one');
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        aria-label={t('renameOne', { title: assignment.title })}
        onClick={() => setAsks(true)}
      >
        {t('rename')}
      </Button>
      {asks && <RenameAsked license={license} assignment={assignment} onClose={() => setAsks(false)} />}
    </>
  );
}

function RenameAsked({ license, assignment, onClose }: OneProps & { readonly onClose: () => void }) {
  const t = useTranslations('assignments.one');
  const command = useChangeAssignment(license.id, assignment);
  const { title } = assignment;
  return (
    <RenameDialog
      title={t('renameTitle', { title })}
      description={t('renameText')}
      label={t('label')}
      save={t('save')}
      empty={t('empty')}
      failed={t('failed')}
      name={title}
      maxLength={200}
      command={command}
      onSave={(name) => command.change({ what: 'rename', title: name }, onClose)}
      onClose={onClose}
    />
  );
}
