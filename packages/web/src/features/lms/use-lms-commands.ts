import { api } from '@rollcall/client/api/api.ts';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type {
  AssignmentChange,
  AssignmentView,
  PlatformChange,
  PlatformView,
} from '@rollcall/core/lti/contract.ts';
import { useTranslations } from 'use-intl';
import { useIntent } from '../../lib/use-intent.ts';

/** Changes one learning management system. What is shown afterwards is the server's answer; `onDone` closes what asked. */
export function useChangePlatform(
  licenseId: LicenseId,
  { id: platformId, name }: Pick<PlatformView, 'id' | 'name'>,
) {
  const utils = api.useUtils();
  const intent = useIntent();
  const said = usePlatformChangeText(name);
  const changing = api.lms.changePlatform.useMutation({
    ...intent,
    onSuccess: (view, { change }) => {
      intent.onSuccess();
      showToast.success({ title: said(change) });
      utils.lms.get.setData({ licenseId }, view);
    },
  });
  return {
    isPending: changing.isPending,
    error: changing.error,
    change: (change: PlatformChange, onDone?: () => void) => {
      const wanted = { licenseId, platformId, change };
      changing.mutate({ ...wanted, requestId: intent.idFor(wanted) }, { onSuccess: () => onDone?.() });
    },
  };
}

function usePlatformChangeText(name: string): (change: PlatformChange) => string {
  const t = useTranslations('lms');
  return (change) => {
    if (change.what === 'rename') return t('change.renamed', { name: change.name });
    if (change.what === 'switch') return t(change.isOn ? 'change.isOn' : 'change.isOff', { name });
    if (change.what === 'remove') return t('change.removed', { name });
    if (change.what === 'deployment')
      return t(change.isAllowed ? 'deployments.isAllowed' : 'deployments.isRefused');
    return t('teachers.done');
  };
}

/** Changes one assignment, in the same way. */
export function useChangeAssignment(licenseId: LicenseId, { id: assignmentId, title }: AssignmentView) {
  const t = useTranslations('assignments.one');
  const utils = api.useUtils();
  const intent = useIntent();
  const changing = api.lms.changeAssignment.useMutation({
    ...intent,
    onSuccess: (view, { change }) => {
      intent.onSuccess();
      const said =
        change.what === 'rename'
          ? t('renamed', { title: change.title })
          : t(change.isOpen ? 'isOpen' : 'isClosed', { title });
      showToast.success({ title: said });
      utils.lms.get.setData({ licenseId }, view);
    },
  });
  return {
    isPending: changing.isPending,
    error: changing.error,
    change: (change: AssignmentChange, onDone?: () => void) => {
      const wanted = { licenseId, assignmentId, change };
      changing.mutate({ ...wanted, requestId: intent.idFor(wanted) }, { onSuccess: () => onDone?.() });
    },
  };
}

/** Enrolls the class of an assignment: begins a run, whose people appear as they are read. */
export function useReadRoster(licenseId: LicenseId, { id: assignmentId }: AssignmentView) {
  const t = useTranslations('assignments.one');
  const utils = api.useUtils();
  const intent = useIntent();
  const reading = api.lms.readRoster.useMutation({
    ...intent,
    onSuccess: () => {
      intent.onSuccess();
      showToast.info({ title: t('enrolling') });
      void utils.lms.get.invalidate({ licenseId });
    },
  });
  const wanted = { licenseId, assignmentId };
  return {
    isPending: reading.isPending,
    error: reading.error,
    read: () => reading.mutate({ ...wanted, requestId: intent.idFor(wanted) }),
  };
}
