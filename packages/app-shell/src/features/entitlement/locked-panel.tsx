import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { SkeletonText } from '@rollcall/client/ui/skeleton.tsx';
import type { FullFeature } from '@rollcall/core/features/feature.ts';
import { CircleOff, LockKeyhole } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import type { FeatureState } from './entitlement.ts';

type LockedPanelProps = {
  readonly feature: FullFeature;
  /** `on` while what it needs is loaded. */
  readonly state: FeatureState;
  readonly onHowTo: () => void;
  /** What somebody had begun in it. */
  readonly kept?: ReactNode;
};

/** Where a feature would be: visible, with why it is not there and the way to have it. */
export function LockedPanel({ feature, state, onHowTo, kept }: LockedPanelProps) {
  const t = useTranslations('unlock');
  const document = useTranslations('document.full');
  const titleId = useId();
  const checking = state === 'checking' || state === 'on';
  const off = state === 'switchedOff';
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        icon={off ? <CircleOff aria-hidden="true" /> : <LockKeyhole aria-hidden="true" />}
        titleId={titleId}
        title={checking ? document(feature) : t(`${off ? 'offTitle' : 'lockedTitle'}.${feature}`)}
        description={off ? t('offShort') : t(`lockedShort.${feature}`)}
      />
      <CardBody className="flex flex-col items-start gap-4">
        {checking ? (
          <div role="status" className="w-full">
            <span className="sr-only">{t('checking')}</span>
            <SkeletonText lines={2} />
          </div>
        ) : (
          <>
            {kept}
            <Button size="small" onClick={onHowTo}>
              {t(off ? 'why' : 'howTo')}
              <span className="sr-only">: {document(feature)}</span>
            </Button>
          </>
        )}
      </CardBody>
    </Card>
  );
}
