import { api } from '@rollcall/client/api/api.ts';
import { Switch } from '@rollcall/client/ui/switch.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { FeatureOfType } from '@rollcall/core/features/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type TypeSwitchProps = { readonly licenseId: LicenseId; readonly rule: FeatureOfType };

/** One feature of one user type. What is pressed is shown at once, and goes back where it was not saved. */
export function TypeSwitch({ licenseId, rule }: TypeSwitchProps) {
  const t = useTranslations('features');
  const { dateTime } = useFormatter();
  const utils = api.useUtils();
  const intent = useIntent();
  const change = api.feature.changeType.useMutation({
    ...intent,
    onSuccess: async (_done, { isOn: on }) => {
      intent.onSuccess();
      showToast.success({
        title: t(`types.saved.${on ? 'on' : 'off'}`, words),
        description: t('types.savedText'),
      });
      // Pending until the page shows what was saved, so that the switch does not jump back in between.
      await utils.feature.get.invalidate({ licenseId });
    },
  });
  const { userType, feature, switchedOffBy, switchedOffAt, exceptionsOn, exceptionsOff } = rule;
  const words = { feature: t(`name.${feature}`), type: t(`types.of.${userType}`) };
  const isOn = change.isPending ? change.variables.isOn : rule.isOn;
  const press = (next: boolean) => {
    if (change.isPending) return;
    const wanted = { licenseId, userType, feature, isOn: next };
    change.mutate({ ...wanted, requestId: intent.idFor(wanted) });
  };
  return (
    <div className="flex flex-col gap-1.5 max-md:rounded-md max-md:border max-md:border-line max-md:px-3 max-md:py-2.5">
      <div className="flex items-center gap-2.5 max-md:justify-between">
        <span aria-hidden="true" className="font-medium md:hidden">
          {words.type}
        </span>
        <span className="flex items-center gap-2.5">
          <Switch hideLabel label={t('types.switch', words)} checked={isOn} onChange={press} />
          <span aria-hidden="true" className={isOn ? undefined : 'text-muted'}>
            {t(isOn ? 'types.on' : 'types.off')}
          </span>
        </span>
      </div>
      {!isOn && switchedOffBy !== null && switchedOffAt !== null && (
        <p className="text-muted text-xs">
          {t('types.offSince', {
            name: switchedOffBy,
            day: dateTime(new Date(switchedOffAt), { dateStyle: 'medium' }),
          })}
        </p>
      )}
      {!isOn && exceptionsOn > 0 && (
        <p className="text-xs">{t('types.exceptionsOn', { count: exceptionsOn })}</p>
      )}
      {isOn && exceptionsOff > 0 && (
        <p className="text-xs">{t('types.exceptionsOff', { count: exceptionsOff })}</p>
      )}
      <CallProblem changes title={t('types.notSaved', words)} error={change.error} />
    </div>
  );
}
