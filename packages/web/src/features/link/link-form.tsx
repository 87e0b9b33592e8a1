import { Button } from '@rollcall/client/ui/button.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import type { LinkView } from '@rollcall/core/links/contract.ts';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { AudienceField, EndField } from './limit-fields.tsx';
import { type DraftProblem, firstDraft, type LinkChange, type LinkDraft, readDraft } from './link-draft.ts';

type LinkFormProps = {
  readonly view: LinkView;
  readonly submitLabel: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (change: LinkChange) => void;
};

const userTypes: readonly UserType[] = ['teacher', 'student', 'other'];

/** Whom the link is for, until when, for how many, and what they become. What is wrong is said at its field. */
export function LinkForm({ view, submitLabel, busy, error, onSave }: LinkFormProps) {
  const t = useTranslations('link.form');
  const types = useTranslations('userType');
  const [now] = useState(() => new Date());
  const [draft, setDraft] = useState(() => firstDraft(view, now));
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const edit = (change: Partial<LinkDraft>) => {
    setDraft({ ...draft, ...change });
    setProblem(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const read = readDraft(draft, new Date());
    if (read.ok) onSave(read.change);
    else setProblem(read.problem);
  };
  const fields = { draft, problem, onEdit: edit } as const;
  return (
    <form noValidate onSubmit={submit} className="flex max-w-prose flex-col gap-6">
      <AudienceField {...fields} verifiedDomains={view.verifiedDomains} />
      <EndField {...fields} now={now} />
      <TextField
        className="max-w-xs"
        label={t('uses')}
        hint={t('usesHint')}
        optional
        inputMode="numeric"
        autoComplete="off"
        value={draft.uses}
        onChange={(event) => edit({ uses: event.target.value })}
        error={problem === 'wrongUses' ? t('wrongUses') : undefined}
      />
      <RadioGroup
        legend={t('userType')}
        appearance="segmented"
        options={userTypes.map((value) => ({ value, label: types(value) }))}
        value={draft.userType}
        onChange={(userType) => edit({ userType })}
      />
      <CallProblem changes title={t('failed')} error={error} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
