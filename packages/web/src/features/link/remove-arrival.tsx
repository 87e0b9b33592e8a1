import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { LinkArrival } from '@rollcall/core/links/contract.ts';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type RemoveArrivalProps = {
  readonly licenseId: LicenseId;
  readonly arrival: LinkArrival | null;
  /** Whoever is removed can press Join again. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** Takes somebody off who came by the link, after saying that they can come again, and offers to prevent that. */
export function RemoveArrival({ licenseId, arrival, isOpen, onClose }: RemoveArrivalProps) {
  const t = useTranslations('link.removal');
  const checkbox = useId();
  const [asked, setAsked] = useState(arrival);
  const [keepOut, setKeepOut] = useState(false);
  if (arrival !== null && arrival.memberId !== asked?.memberId) {
    setAsked(arrival);
    setKeepOut(false);
  }
  const { remove, busy, error } = useRemoval(licenseId, (name) => {
    onClose();
    showToast.success({ title: t('done', { name }) });
  });
  // The words stay while the dialog closes.
  if (asked === null) return null;
  const { name, email } = asked;
  return (
    <ConfirmDialog
      open={arrival !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name })}
      description={t('text', { email })}
      confirmLabel={t('confirm')}
      busy={busy}
      onConfirm={() => remove(arrival ?? asked, keepOut)}
      neighbour={() => document.querySelector('[data-arrival] button')}
    >
      <div className="flex flex-col gap-3 text-sm">
        {isOpen && <p>{t('again')}</p>}
        <div>
          <label htmlFor={checkbox} className="flex cursor-pointer items-start gap-2.5">
            <input
              id={checkbox}
              type="checkbox"
              checked={keepOut}
              aria-describedby={`${checkbox}-hint`}
              onChange={(event) => setKeepOut(event.target.checked)}
              className="mt-0.5 size-4.5 shrink-0 accent-accent"
            />
            <span className="font-semibold">{t('keepOut')}</span>
          </label>
          <p id={`${checkbox}-hint`} className="mt-0.5 ml-7 text-muted">
            {t('keepOutHint')}
          </p>
        </div>
        <CallProblem changes title={t('failed', { name })} error={error} />
      </div>
    </ConfirmDialog>
  );
}

function useRemoval(licenseId: LicenseId, onRemoved: (name: string) => void) {
  const utils = api.useUtils();
  const intent = useIntent();
  const options = {
    onSuccess: () => {
      intent.onSuccess();
      void utils.link.get.invalidate({ licenseId });
    },
    onError: (error: unknown) => {
      intent.onError(error);
      // The row is not as it was on screen: it is read anew, and the next click means what is shown then.
      if (refusalOf(error) !== null) void utils.link.get.invalidate({ licenseId });
    },
  };
  const removing = api.member.remove.useMutation(options);
  const excluding = api.member.exclude.useMutation(options);
  return {
    remove: ({ memberId, seq, name }: LinkArrival, keepOut: boolean) => {
      const wanted = { licenseId, memberId, seq };
      const input = { ...wanted, requestId: intent.idFor({ ...wanted, keepOut }) };
      const verb = keepOut ? excluding : removing;
      (keepOut ? removing : excluding).reset();
      verb.mutate(input, { onSuccess: () => onRemoved(name) });
    },
    busy: removing.isPending || excluding.isPending,
    error: removing.error ?? excluding.error,
  };
}
