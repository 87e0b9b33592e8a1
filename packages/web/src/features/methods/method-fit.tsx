import { Badge } from '@rollcall/client/ui/badge.tsx';
import type { DeploymentMethod } from '@rollcall/core/licenses/deployment-methods.ts';
import { Ban, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { MethodStanding } from './method-standing.ts';

type MethodFitProps = { readonly method: DeploymentMethod; readonly standing: MethodStanding };

/** Whether a method can be used, as badges. Nothing for one that simply works. */
export function MethodBadges({ standing }: Pick<MethodFitProps, 'standing'>) {
  const t = useTranslations('fit');
  if (standing.kind === 'not_available') {
    return <Badge icon={<Ban aria-hidden="true" />}>{t('notAvailable')}</Badge>;
  }
  return (
    <>
      {!standing.recommended && (
        <Badge tone="warning" icon={<TriangleAlert aria-hidden="true" />}>
          {t('notRecommended')}
        </Badge>
      )}
      {standing.kind === 'not_set_up' && <Badge>{t('notSetUp')}</Badge>}
    </>
  );
}

/** Why a method does not fit, or had better not be used. */
export function MethodReasons({ method, standing }: MethodFitProps) {
  const t = useTranslations('fit');
  const reasons =
    standing.kind === 'not_available'
      ? [t(`reason.${standing.reason}`)]
      : [!standing.recommended && (method === 'key' ? t('keyWhy') : t('linkWhy'))].filter(
          (reason) => reason !== false,
        );
  return reasons.map((reason) => (
    <p key={reason} className="text-sm">
      {reason}
    </p>
  ));
}
