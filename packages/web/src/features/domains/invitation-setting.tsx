import { api } from '@rollcall/client/api/api.ts';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { DistrictDomains } from '@rollcall/core/domains/contract.ts';
import type { DomainId } from '@rollcall/core/ids.ts';
import { addWithoutInvitation } from '@rollcall/core/members/invite-rule.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type InvitationSettingProps = { readonly district: DistrictDomains; readonly beside: DomainId };

/** For which addresses a domain admin's additions need no invitation. */
export function InvitationSetting({ district, beside }: InvitationSettingProps) {
  const t = useTranslations('domains.setting');
  const utils = api.useUtils();
  const intent = useIntent();
  const saving = api.domain.changeSetting.useMutation({
    ...intent,
    // Pending until the page shows what was saved, so that the choice does not jump back in between.
    onSuccess: async (saved) => {
      intent.onSuccess();
      void utils.domain.log.invalidate();
      await utils.domain.list.invalidate();
      showToast.success({ title: t(`saved.${saved.addWithoutInvitation}`) });
    },
  });
  const value = saving.isPending ? saving.variables.addWithoutInvitation : district.addWithoutInvitation;
  const isStrict = value === 'verified_domains_only';
  return (
    <Card aria-labelledby={`setting-${beside}`}>
      <CardHeader level={3} titleId={`setting-${beside}`} title={t('title')} description={t('text')} />
      <CardBody className="flex flex-col gap-4">
        <CallProblem changes title={t('failed')} error={saving.error} />
        <RadioGroup
          legend={t('legend')}
          hideLegend
          value={value}
          options={addWithoutInvitation.options.map((option) => ({
            value: option,
            label: t(option),
            hint: t(`${option}Hint`),
            disabled: saving.isPending,
          }))}
          onChange={(next) => {
            const wanted = { beside, addWithoutInvitation: next };
            saving.mutate({ ...wanted, requestId: intent.idFor(wanted) });
          }}
        />
        {isStrict && district.domains.every(({ state }) => state !== 'verified') && (
          <Notice tone="warning" title={t('noDomain')} />
        )}
        <p className="text-muted text-sm">{t('note')}</p>
      </CardBody>
    </Card>
  );
}
