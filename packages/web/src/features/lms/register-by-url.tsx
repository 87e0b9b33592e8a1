import { api } from '@rollcall/client/api/api.ts';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { useId } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type RegisterByUrlProps = { readonly licenseId: LicenseId; readonly platform: PlatformView };

/** Registering by an address that the other system is given: made here, shown once, good for one use. */
export function RegisterByUrl({ licenseId, platform }: RegisterByUrlProps) {
  const t = useTranslations('lms.byUrl');
  const id = useId();
  const utils = api.useUtils();
  const intent = useIntent();
  const inviting = api.lms.invite.useMutation({
    ...intent,
    onSuccess: () => {
      intent.onSuccess();
      void utils.lms.get.invalidate({ licenseId });
    },
  });
  const { name, id: platformId, invitationEndsAt } = platform;
  const make = () => {
    const wanted = { licenseId, platformId };
    inviting.mutate({ ...wanted, requestId: intent.idFor(wanted) });
  };
  const made = inviting.data;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h5 id={id} className="flex flex-wrap items-center gap-2 font-semibold">
        {t('title')}
        <Badge tone="accent">{t('badge')}</Badge>
      </h5>
      <p className="text-muted">{t('text')}</p>
      <ol className="flex list-decimal flex-col gap-3 pl-5 marker:font-medium marker:text-muted">
        <li>
          <p>{t('one')}</p>
          <div className="mt-2 flex flex-col items-start gap-3">
            <div aria-live="polite" className="w-full empty:hidden">
              {made !== undefined ? (
                <Made url={made.registrationUrl} endsAt={made.endsAt} />
              ) : (
                invitationEndsAt !== null && <MadeBefore endsAt={invitationEndsAt} />
              )}
            </div>
            <CallProblem changes title={t('failed')} error={inviting.error} />
            <Button
              size="small"
              variant={made === undefined && invitationEndsAt === null ? 'primary' : 'secondary'}
              busy={inviting.isPending}
              onClick={make}
            >
              {t(made === undefined && invitationEndsAt === null ? 'make' : 'again')}
            </Button>
          </div>
        </li>
        <li>{t('two', { name })}</li>
        <li>{t('three')}</li>
      </ol>
    </section>
  );
}

function useTime(): (at: string) => string {
  const { dateTime } = useFormatter();
  return (at) => dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
}

/** The address itself, right after it was made. */
function Made({ url, endsAt }: { readonly url: string; readonly endsAt: string }) {
  const t = useTranslations('lms.byUrl');
  const time = useTime();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2 rounded-md border border-accent-line bg-accent-soft py-1.5 pr-1.5 pl-3">
        <p className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
          <span className="sr-only">{t('address')}: </span>
          {url}
        </p>
        <CopyButton iconOnly value={url} label={t('copy')} />
      </div>
      <p>{t('until', { time: time(endsAt) })}</p>
      <p className="text-muted">{t('onlyNow')}</p>
    </div>
  );
}

function MadeBefore({ endsAt }: { readonly endsAt: string }) {
  const t = useTranslations('lms.byUrl');
  const time = useTime();
  return <p className="text-muted">{t('made', { time: time(endsAt) })}</p>;
}
