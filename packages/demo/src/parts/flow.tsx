import { Avatar } from '@rollcall/client/ui/avatar.tsx';
import { StatusBadge } from '@rollcall/client/ui/status-badge.tsx';
import { Check, MousePointer2, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** The way of one invite as four small pictures. The words below them say the same. */
export function Flow() {
  const t = useTranslations('start');
  return (
    <section aria-labelledby="flow">
      <h2 id="flow" className="sr-only">
        {t('flow')}
      </h2>
      <ol className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        <Step place={1} title={t('flowAdd')} detail={t('flowAddDetail')}>
          <MockRow icon={<Plus className="size-4 text-accent-ink" />} status="invited" />
        </Step>
        <Step place={2} title={t('flowPopUp')} detail={t('flowPopUpDetail')}>
          <MockPopUp pressed={false} />
        </Step>
        <Step place={3} title={t('flowJoin')} detail={t('flowJoinDetail')}>
          <MockPopUp pressed />
        </Step>
        <Step place={4} title={t('flowDone')} detail={t('flowDoneDetail')}>
          <MockRow icon={<Check className="size-4 text-positive" />} status="accepted" />
        </Step>
      </ol>
    </section>
  );
}

type StepProps = {
  readonly place: number;
  readonly title: string;
  readonly detail: string;
  readonly children: ReactNode;
};

function Step({ place, title, detail, children }: StepProps) {
  return (
    <li className="flex flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-raised">
      <div
        aria-hidden="true"
        className="grid h-36 place-items-center border-line border-b bg-sunken px-5 select-none"
      >
        {children}
      </div>
      <div className="p-5">
        <h3 className="flex items-baseline gap-2 font-semibold">
          <span className="text-accent-ink tabular-nums">{place}</span>
          {title}
        </h3>
        <p className="mt-1 text-pretty text-muted text-sm">{detail}</p>
      </div>
    </li>
  );
}

function MockRow({ icon, status }: { readonly icon: ReactNode; readonly status: 'invited' | 'accepted' }) {
  return (
    <div className="flex w-full max-w-xs items-center gap-2.5 rounded-md border border-line bg-raised px-3 py-3 shadow-overlay">
      {icon}
      <Avatar name="Maria Santos" size="small" />
      <span className="flex-1">
        <span className="block h-2 w-4/5 rounded-full bg-pressed" />
      </span>
      <StatusBadge status={status} />
    </div>
  );
}

function MockPopUp({ pressed }: { readonly pressed: boolean }) {
  const t = useTranslations('start');
  return (
    <div className="w-full max-w-56 rounded-lg border border-line bg-overlay p-3.5 shadow-overlay">
      <p className="font-semibold text-sm">{t('mockInvites')}</p>
      <span className="mt-2 block h-2 w-5/6 rounded-full bg-pressed" />
      <div className="mt-3 flex items-center justify-end gap-1.5 font-medium text-xs">
        <span className="rounded-sm border border-control/60 px-2.5 py-1">{t('mockDecline')}</span>
        <span
          className={`relative rounded-sm px-3 py-1 text-on-accent ${pressed ? 'bg-accent-strong ring-2 ring-focus ring-offset-2 ring-offset-overlay' : 'bg-accent'}`}
        >
          {t('mockJoin')}
          {pressed && <MousePointer2 className="absolute top-3.5 left-7 size-5 fill-raised text-ink" />}
        </span>
      </div>
    </div>
  );
}
