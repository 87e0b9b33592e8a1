import { api } from '@rollcall/client/api/api.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { DistrictDomains, DomainList } from '@rollcall/core/domains/contract.ts';
import type { DomainId } from '@rollcall/core/ids.ts';
import { districtMail } from '@rollcall/core/mail/contract.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type MailSettingProps = Pick<DomainList, 'mailIsSetUp' | 'mailDelayMinutes'> & {
  readonly district: DistrictDomains;
  readonly beside: DomainId;
};

/** Who in the district gets mail about invitations, besides finding them in the app. */
export function MailSetting({ district, beside, mailIsSetUp, mailDelayMinutes }: MailSettingProps) {
  const t = useTranslations('domains.mail');
  const utils = api.useUtils();
  const intent = useIntent();
  const saving = api.domain.changeMail.useMutation({
    ...intent,
    // Pending until the page shows what was saved, so that the choice does not jump back in between.
    onSuccess: async (saved) => {
      intent.onSuccess();
      void utils.domain.log.invalidate();
      void utils.mail.invalidate();
      await utils.domain.list.invalidate();
      showToast.success({ title: t(`saved.${saved.mail}`) });
    },
  });
  const delayText = useDelayText();
  const value = saving.isPending ? saving.variables.mail : district.mail;
  return (
    <Card aria-labelledby={`mail-${beside}`}>
      <CardHeader level={3} titleId={`mail-${beside}`} title={t('title')} description={t('text')} />
      <CardBody className="flex flex-col gap-4">
        {!mailIsSetUp && (
          <Notice tone="warning" title={t('notSetUp')}>
            {t('notSetUpText')}
          </Notice>
        )}
        <CallProblem changes title={t('failed')} error={saving.error} />
        <RadioGroup
          legend={t('legend')}
          hideLegend
          value={value}
          options={districtMail.options.map((option) => ({
            value: option,
            label: t(option),
            hint: t(`${option}Hint`),
            disabled: saving.isPending || (!mailIsSetUp && option !== 'off' && option !== district.mail),
          }))}
          onChange={(next) => {
            const wanted = { beside, mail: next };
            saving.mutate({ ...wanted, requestId: intent.idFor(wanted) });
          }}
        />
        <p className="text-muted text-sm">
          {delayText(mailDelayMinutes)} {t('note')}
        </p>
        {district.mailStopped > 0 && (
          <p className="text-muted text-sm">{t('stopped', { count: district.mailStopped })}</p>
        )}
      </CardBody>
    </Card>
  );
}

function useDelayText(): (minutes: number) => string {
  const t = useTranslations('domains.mail');
  return (minutes) => {
    if (minutes === 0) return t('atOnce');
    return minutes < 2
      ? t('afterSeconds', { count: Math.round(minutes * 60) })
      : t('afterMinutes', { count: Math.round(minutes) });
  };
}
