import { api } from '@rollcall/client/api/api.ts';
import { newRequestId } from '@rollcall/client/api/request-id.ts';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { RadioGroup } from '@rollcall/client/ui/radio-group.tsx';
import { Switch } from '@rollcall/client/ui/switch.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { KeyReveal } from './key-reveal.tsx';
import { RotateKey } from './rotate-key.tsx';

type LicenseKeyCardProps = {
  readonly license: LicenseView;
  /** Changes whenever the key does: a key that is on screen is then read again. */
  readonly keyVersion: number;
};

const userTypes: readonly UserType[] = ['teacher', 'student', 'other'];

/** The licence key: on or off, for whom, what it is, and a new one. */
export function LicenseKeyCard({ license, keyVersion }: LicenseKeyCardProps) {
  const t = useTranslations('key');
  const types = useTranslations('userType');
  const utils = api.useUtils();
  const setKey = api.license.setKey.useMutation({
    // Pending until the page shows what was saved, so that the switch does not jump back in between.
    onSuccess: () => utils.license.get.invalidate({ licenseId: license.id }),
  });
  const shown = setKey.isPending ? setKey.variables : null;
  const enabled = shown?.enabled ?? license.keyEnabled;
  const userType = shown?.userType ?? license.keyUserType;

  const save = (change: { enabled?: boolean; userType?: UserType }) => {
    const next = { enabled, userType, ...change };
    const said =
      change.userType === undefined
        ? t(next.enabled ? 'switchedOn' : 'switchedOff')
        : t('typeChanged', { type: types(next.userType) });
    setKey.mutate(
      { licenseId: license.id, requestId: newRequestId(), ...next },
      { onSuccess: () => showToast.success({ title: said }) },
    );
  };

  return (
    <Card aria-labelledby="license-key" id="key" className="scroll-mt-20">
      <CardHeader
        titleId="license-key"
        title={
          <span className="flex flex-wrap items-center gap-2">
            {t('title')}
            <Badge tone="warning" icon={<TriangleAlert aria-hidden="true" />}>
              {t('notRecommended')}
            </Badge>
          </span>
        }
        description={t('description')}
      />
      <CardBody className="flex flex-col gap-5">
        <p className="text-muted text-sm">{t('notRecommendedWhy')}</p>
        <CallProblem changes title={t('changeFailed')} error={setKey.error} />
        <Switch
          label={t('switch')}
          hint={t(enabled ? 'switchOnHint' : 'switchOffHint')}
          checked={enabled}
          onChange={(next) => save({ enabled: next })}
          disabled={setKey.isPending}
        />
        <RadioGroup
          legend={t('userType')}
          appearance="segmented"
          options={userTypes.map((value) => ({ value, label: types(value) }))}
          value={userType}
          onChange={(next) => save({ userType: next })}
        />
        <KeyReveal licenseId={license.id} keyVersion={keyVersion} />
        <RotateKey licenseId={license.id} />
      </CardBody>
    </Card>
  );
}
