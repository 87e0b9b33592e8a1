import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { type UserType, userType } from '@rollcall/core/licenses/seats.ts';
import type { MemberView } from '@rollcall/core/members/contract.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useWho } from '../../lib/use-who.ts';

type ChangeTypeDialogProps = {
  /** The person, when it is one. */
  readonly who: MemberView | null;
  readonly count: number;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onClose: () => void;
  readonly onPick: (picked: UserType) => void;
};

/** Asks which user type those chosen get. A plan follows. */
export function ChangeTypeDialog({ who, count, busy, error, onClose, onPick }: ChangeTypeDialogProps) {
  const t = useTranslations('users.changeType');
  const words = useTranslations();
  const called = useWho();
  const [picked, setPicked] = useState<UserType | undefined>(undefined);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      dismissible={!busy}
      size="small"
      title={who === null ? t('title', { count }) : t('titleOne', { email: called(who) })}
      description={t('description')}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {words('ui.cancel')}
          </Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={picked === undefined}
            onClick={() => picked !== undefined && onPick(picked)}
          >
            {t('continue')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RadioGroup
          legend={t('legend')}
          hideLegend
          value={picked}
          onChange={setPicked}
          options={userType.options
            .filter((value) => value !== who?.userType)
            .map((value) => ({
              value,
              label: words(`userType.${value}`),
              hint: words(`userTypeHint.${value}`),
            }))}
        />
        <CallProblem title={words('users.bulk.failed')} error={error} />
      </div>
    </Dialog>
  );
}
