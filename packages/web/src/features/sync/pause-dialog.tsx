import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import type { ConnectionView } from '@rollcall/core/sync/contract.ts';
import { type FormEvent, useId, useState } from 'react';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { dayAfter, dayIn, nextSummer } from './connection-health.ts';
import type { usePause } from './use-pause.ts';

type PauseDialogProps = {
  readonly connection: ConnectionView;
  readonly pausing: ReturnType<typeof usePause>;
  readonly onClose: () => void;
};

/** Asks from when until when nothing is synced by itself. */
export function PauseDialog({ connection, pausing, onClose }: PauseDialogProps) {
  const t = useTranslations('sync.pause');
  const { dateTime } = useFormatter();
  const id = useId();
  const today = dayIn(connection.timeZone, useNow());
  const [span, setSpan] = useState(connection.pause ?? { from: today, until: dayAfter(today, 13) });
  const [asked, setAsked] = useState(false);
  const problem = span.until < span.from ? t('order') : span.until < today ? t('past') : null;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (problem === null && span.from !== '') pausing.set(span, onClose);
  };
  const presets = [
    { name: t('summer'), span: nextSummer(today) },
    { name: t('weeks'), span: { from: today, until: dayAfter(today, 13) } },
  ];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text')}
      footer={
        <Button type="submit" form={id} variant="primary" busy={pausing.isPending}>
          {t('save')}
        </Button>
      }
    >
      <form id={id} onSubmit={save} noValidate className="flex flex-col gap-5">
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="mb-1.5 font-medium text-sm">{t('presets')}</legend>
          {presets.map((preset) => (
            <Button key={preset.name} size="small" onClick={() => setSpan(preset.span)}>
              {preset.name}
            </Button>
          ))}
        </fieldset>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            type="date"
            required
            label={t('from')}
            value={span.from}
            onChange={(event) => setSpan({ ...span, from: event.target.value })}
          />
          <TextField
            type="date"
            required
            label={t('until')}
            min={today}
            value={span.until}
            error={asked && problem}
            onChange={(event) => setSpan({ ...span, until: event.target.value })}
          />
        </div>
        {problem === null && span.until !== '' && (
          <p className="font-medium text-sm">
            {t('ends', { day: dateTime(dayOf(span.until), { dateStyle: 'long', timeZone: 'UTC' }) })}
          </p>
        )}
        <CallProblem changes title={t('failed')} error={pausing.error} />
      </form>
    </Dialog>
  );
}

/** A day of the calendar as an instant that is shown in UTC. */
export function dayOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
