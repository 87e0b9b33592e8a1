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

/** Why a method does not fit, cannot be used at the moment, or had better not be used. */
export function MethodReasons({ method, standing }: MethodFitProps) {
  const t = useTranslations('fit');
  const reasons: string[] = [];
  if (standing.kind === 'not_available') reasons.push(t(`reason.${standing.reason}`));
  else if (!standing.recommended) reasons.push(method === 'key' ? t('keyWhy') : t('linkWhy'));
  if (standing.kind === 'not_set_up' && standing.reason !== null)
    reasons.push(t(`reason.${standing.reason}`));
  return reasons.map((reason) => (
    <p key={reason} className="text-sm">
      {reason}
    </p>
  ));
}
