import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { FeatureOfType, FeaturePage } from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { useTranslations } from 'use-intl';
import { FeatureIcon } from './feature-icon.tsx';
import { TypeSwitch } from './type-switch.tsx';

const types: readonly UserType[] = ['student', 'teacher', 'other'];

type TypeTableProps = { readonly license: LicenseView; readonly page: FeaturePage };

/** What each user type has: features down, types across, a switch in each place. On a phone, types below each feature. */
export function TypeTable({ license, page }: TypeTableProps) {
  const t = useTranslations('features');
  const of = (type: UserType) => page.types.filter(({ userType }) => userType === type);
  return (
    <Card aria-labelledby="features-by-type">
      <CardHeader
        level={3}
        titleId="features-by-type"
        title={t('types.title')}
        description={t('types.text')}
      />
      <CardBody>
        <table aria-label={t('types.table')} className="w-full table-fixed text-left text-sm max-md:block">
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col" className="w-2/5 pb-3 font-medium text-muted text-xs">
                {t('types.feature')}
              </th>
              {types.map((type) => (
                <TypeHead key={type} type={type} rules={of(type)} people={license.counts[type].accepted} />
              ))}
            </tr>
          </thead>
          <tbody className="max-md:flex max-md:flex-col max-md:gap-5">
            {fullFeature.options.map((feature) => (
              <tr key={feature} className="border-line border-t max-md:grid max-md:gap-2 max-md:pt-4">
                <th scope="row" className="py-4 pr-4 align-top font-normal max-md:py-0">
                  <span className="flex items-start gap-3">
                    <FeatureIcon feature={feature} />
                    <span className="flex flex-col gap-0.5">
                      <span className="font-medium">{t(`name.${feature}`)}</span>
                      <span className="text-muted">{t(`what.${feature}`)}</span>
                    </span>
                  </span>
                </th>
                {types.map((type) => {
                  const rule = of(type).find((one) => one.feature === feature);
                  return (
                    rule !== undefined && (
                      <td key={type} className="py-3 pl-2 align-top max-md:py-0 max-md:pl-8">
                        <TypeSwitch licenseId={license.id} rule={rule} />
                      </td>
                    )
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </CardBody>
    </Card>
  );
}

type TypeHeadProps = {
  readonly type: UserType;
  readonly rules: readonly FeatureOfType[];
  readonly people: number;
};

/** A type, how many people it has, and how much of the app they get: as a picture and in words. */
function TypeHead({ type, rules, people }: TypeHeadProps) {
  const t = useTranslations('features.types');
  return (
    <th scope="col" className="pb-3 pl-2 align-bottom font-normal">
      <span className="flex flex-col gap-1">
        <span className="font-semibold">{t(`of.${type}`)}</span>
        <span className="text-muted text-xs">{t('people', { count: people })}</span>
        <span aria-hidden="true" className="flex gap-1">
          {rules.map(({ feature, isOn }) => (
            <span
              key={feature}
              className={`h-1.5 w-5 rounded-full border ${isOn ? 'border-positive bg-positive' : 'border-control'}`}
            />
          ))}
        </span>
        <span className="text-muted text-xs">
          {t('has', { given: rules.filter(({ isOn }) => isOn).length, all: rules.length })}
        </span>
      </span>
    </th>
  );
}
