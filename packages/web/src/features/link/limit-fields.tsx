import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { useEffect, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { type DraftProblem, type LinkDraft, localMinute, suggestedEnd, weekEnd } from './link-draft.ts';

type FieldProps = {
  readonly draft: LinkDraft;
  readonly problem: DraftProblem | null;
  readonly onEdit: (change: Partial<LinkDraft>) => void;
};

/** Who can join by the link. The one that keeps outsiders away comes first. */
export function AudienceField({
  draft,
  problem,
  onEdit,
  verifiedDomains,
}: FieldProps & { readonly verifiedDomains: readonly string[] }) {
  const t = useTranslations('link.form');
  const { list } = useFormatter();
  const field = useFocusWhen(problem === 'missingDomain');
  const none = verifiedDomains.length === 0;
  const named = list(
    verifiedDomains.map((domain) => `@${domain}`),
    { type: 'disjunction' },
  );
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        legend={t('audience')}
        options={[
          {
            value: 'verified_domains',
            label: t('verified'),
            hint: none ? t('verifiedNone') : t('verifiedHint', { domains: named }),
            disabled: none && draft.audience !== 'verified_domains',
          },
          { value: 'anybody', label: t('anybody'), hint: t('anybodyHint') },
          // Last, because its field follows.
          { value: 'named_domains', label: t('named') },
        ]}
        value={draft.audience}
        onChange={(audience) => onEdit({ audience })}
      />
      {draft.audience === 'named_domains' && (
        <TextField
          ref={field}
          className="ml-7"
          label={t('namedLabel')}
          hint={t('namedHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.domains}
          onChange={(event) => onEdit({ domains: event.target.value })}
          error={problem === 'missingDomain' ? t('missingDomain') : undefined}
        />
      )}
    </div>
  );
}

/** Until when it is open. A short time comes first. */
export function EndField({ draft, problem, onEdit, now }: FieldProps & { readonly now: Date }) {
  const t = useTranslations('link.form');
  const { dateTime } = useFormatter();
  const wrong = problem === 'overEnd' || problem === 'missingEnd' ? problem : null;
  const field = useFocusWhen(wrong !== null);
  const soon = suggestedEnd(now);
  const clock = (at: Date) => dateTime(at, { timeStyle: 'short' });
  const day = (at: Date) => dateTime(at, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        legend={t('until')}
        options={[
          { value: 'soon', label: t(soon.kind, { time: clock(soon.at) }) },
          { value: 'week', label: t('week', { time: day(weekEnd(now)) }) },
          { value: 'forever', label: t('forever'), hint: t('foreverHint') },
          { value: 'custom', label: t('custom') },
        ]}
        value={draft.end}
        onChange={(end) => onEdit({ end })}
      />
      {draft.end === 'custom' && (
        <TextField
          ref={field}
          className="ml-7 max-w-xs"
          type="datetime-local"
          label={t('customLabel')}
          min={localMinute(now)}
          value={draft.customEnd}
          onChange={(event) => onEdit({ customEnd: event.target.value })}
          error={wrong === null ? undefined : t(wrong)}
        />
      )}
    </div>
  );
}

/** What is to be corrected has the focus. */
function useFocusWhen(wrong: boolean) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wrong) field.current?.focus();
  }, [wrong]);
  return field;
}
