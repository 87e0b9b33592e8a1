import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { SkeletonText } from '@rollcall/client/ui/skeleton.tsx';
import { LockKeyhole } from 'lucide-react';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { FullFeature } from './entitlement.ts';

type LockedPanelProps = {
  readonly feature: FullFeature;
  readonly checking: boolean;
  readonly onHowTo: () => void;
};

/** Where a feature would be: visible, locked, with the way to unlock it. */
export function LockedPanel({ feature, checking, onHowTo }: LockedPanelProps) {
  const t = useTranslations('unlock');
  const document = useTranslations('document.full');
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        icon={<LockKeyhole aria-hidden="true" />}
        titleId={titleId}
        title={checking ? document(feature) : t(`lockedTitle.${feature}`)}
        description={t(`lockedShort.${feature}`)}
      />
      <CardBody>
        {checking ? (
          <div role="status">
            <span className="sr-only">{t('checking')}</span>
            <SkeletonText lines={2} />
          </div>
        ) : (
          <Button size="small" onClick={onHowTo}>
            {t('howTo')}
            <span className="sr-only">: {document(feature)}</span>
          </Button>
        )}
      </CardBody>
    </Card>
  );
}
