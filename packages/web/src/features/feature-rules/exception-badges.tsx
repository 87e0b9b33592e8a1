import { Badge } from '@rollcall/client/ui/badge.tsx';
import type { Exceptions } from '@rollcall/core/features/contract.ts';
import { fullFeature } from '@rollcall/core/features/feature.ts';
import { Check, CircleOff } from 'lucide-react';
import { useTranslations } from 'use-intl';

/** What somebody has, or does not have, whatever their type has. */
export function ExceptionBadges({ exceptions }: { readonly exceptions: Exceptions }) {
  const t = useTranslations('features');
  return (
    <span className="flex flex-wrap gap-1.5">
      {fullFeature.options.map((feature) => {
        const said = exceptions[feature];
        if (said === undefined) return null;
        return (
          <Badge
            key={feature}
            tone={said === 'on' ? 'positive' : 'neutral'}
            icon={said === 'on' ? <Check aria-hidden="true" /> : <CircleOff aria-hidden="true" />}
          >
            {t(`exceptions.said.${said}`, { feature: t(`name.${feature}`) })}
          </Badge>
        );
      })}
    </span>
  );
}
