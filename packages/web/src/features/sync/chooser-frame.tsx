import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardHeader } from '@rollcall/client/ui/card.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import type { usePlanSync } from './use-plan-sync.ts';
import type { useSelectionDraft } from './use-selection-draft.ts';

type ChooserFrameProps = {
  readonly source: SyncSource;
  readonly license: LicenseView;
  readonly draft: ReturnType<typeof useSelectionDraft>;
  readonly planning: ReturnType<typeof usePlanSync>;
  /** True while nothing is ticked. */
  readonly isEmpty: boolean;
  readonly onPlan: () => void;
  readonly summary: ReactNode;
  readonly children: ReactNode;
};

/** Around what can be ticked: what it is for, how much is ticked, whether that is saved, and the way to the plan. */
export function ChooserFrame(props: ChooserFrameProps) {
  const { source, license, draft, planning, isEmpty, onPlan, summary, children } = props;
  const t = useTranslations('sync');
  const phase = useTranslations('addByEmail.closed');
  const id = useId();
  const closed = license.phase === 'active' ? null : phase(license.phase);
  const hint =
    closed ??
    (isEmpty ? t(`choose.nothing.${source}`) : draft.isDirty ? t('choose.planHint') : t('choose.saved'));
  return (
    <Card aria-labelledby={id} className="min-w-0">
      <CardHeader
        level={3}
        titleId={id}
        title={t(`choose.heading.${source}`)}
        description={t(`choose.text.${source}`)}
      />
      {children}
      <footer className="sticky bottom-0 z-10 flex flex-col gap-3 rounded-b-lg border-line border-t bg-raised px-5 py-4 sm:px-6">
        <CallProblem title={t('choose.planFailed')} error={planning.error} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="min-w-0 flex-1 basis-60">
            <p role="status" className="font-semibold text-sm tabular-nums">
              <span className="sr-only">{t('summary.label')}: </span>
              {summary}
            </p>
            <p className="mt-0.5 text-muted text-sm">{hint}</p>
          </div>
          {draft.isDirty && (
            <div className="flex items-center gap-2">
              <Badge tone="warning">{t('choose.unsaved')}</Badge>
              <Button size="small" variant="quiet" title={t('choose.unsavedText')} onClick={draft.discard}>
                {t('choose.discard')}
              </Button>
            </div>
          )}
          <Button
            variant={draft.isDirty ? 'primary' : 'secondary'}
            busy={planning.isPending}
            disabled={isEmpty || closed !== null}
            onClick={onPlan}
          >
            {t('choose.plan')}
          </Button>
        </div>
      </footer>
    </Card>
  );
}
