import { CallFailure } from '@rollcall/client/account/call-failure.tsx';
import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { useConnection, useInboxRefresh } from '@rollcall/client/live/live-provider.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { CircleCheck } from 'lucide-react';
import { type ChangeEvent, type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { inGroups, type KeyProblem, keyProblemOf } from './key-text.ts';

type LicenseKeyDialogProps = { readonly open: boolean; readonly onClose: () => void };

/** Enters a license key, which accepts at once. */
export function LicenseKeyDialog({ open, onClose }: LicenseKeyDialogProps) {
  const t = useTranslations('key');
  const ui = useTranslations('ui');
  const form = useKeyForm();
  const formId = useId();
  const close = () => {
    form.reset();
    onClose();
  };
  const { redeemed } = form;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      size="small"
      initialFocus={form.input}
      title={t('title')}
      description={t('description')}
      footer={
        redeemed ? (
          <Button variant="primary" onClick={close}>
            {t('done')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{ui('cancel')}</Button>
            <Button type="submit" form={formId} variant="primary" busy={form.busy}>
              {t('submit')}
            </Button>
          </>
        )
      }
    >
      {redeemed ? (
        <Redeemed outcome={redeemed.outcome} license={redeemed.licenseName} />
      ) : (
        <form id={formId} noValidate onSubmit={form.submit} className="flex flex-col gap-4">
          <TextField
            ref={form.input}
            label={t('label')}
            hint={t('hint')}
            mono
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={form.text}
            onChange={form.change}
            error={form.problem}
          />
          <CallFailure error={form.failure} />
        </form>
      )}
    </Dialog>
  );
}

/** The field, its problems and the call. A retry of the same key carries the same id, so that it takes effect once. */
function useKeyForm() {
  const t = useTranslations('key');
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<KeyProblem | null>(null);
  const intent = useRef({ text: '', requestId: newRequestId() });
  const { state } = useConnection();
  const refresh = useInboxRefresh();
  const redeem = api.licenseKey.redeem.useMutation({
    onSuccess: () => (state === 'live' ? undefined : refresh().catch(() => {})),
    onError: () => input.current?.focus(),
  });

  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.target;
    // Groups are put in while typing at the end, and after a paste; in the middle they would move the cursor.
    const atEnd = selectionStart === value.length && value.length > text.length;
    setText(atEnd ? inGroups(value) : value);
    setProblem(null);
    redeem.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (redeem.isPending) return;
    const found = keyProblemOf(text);
    setProblem(found);
    if (found !== null) {
      input.current?.focus();
      return;
    }
    if (intent.current.text !== text) intent.current = { text, requestId: newRequestId() };
    redeem.mutate({ key: text, requestId: intent.current.requestId });
  };
  const refused = refusalOf(redeem.error)?.code === 'KEY_NOT_ACCEPTED';
  return {
    input,
    text,
    change,
    submit,
    busy: redeem.isPending,
    problem: problem !== null ? problemText(t, problem) : refused ? errorText(redeem.error) : undefined,
    failure: refused ? null : redeem.error,
    redeemed: redeem.data,
    reset: () => {
      setText('');
      setProblem(null);
      redeem.reset();
    },
  };
}

function problemText(t: ReturnType<typeof useTranslations<'key'>>, problem: KeyProblem): string {
  if (problem.kind === 'missing') return t('missing');
  if (problem.kind === 'link') return t('isLink');
  if (problem.kind === 'strange') return t('strange', { characters: problem.characters });
  return t(problem.kind, { count: problem.count });
}

type RedeemedProps = {
  readonly outcome: 'added' | 'converted' | 'already_member';
  readonly license: string;
};

function Redeemed({ outcome, license }: RedeemedProps) {
  const t = useTranslations('key');
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <div ref={said} tabIndex={-1} role="status" className="outline-none">
      <EmptyState
        level={3}
        icon={<CircleCheck />}
        title={t(outcome, { license })}
        description={t(outcome === 'already_member' ? 'alreadyDetail' : 'addedDetail')}
      />
    </div>
  );
}
