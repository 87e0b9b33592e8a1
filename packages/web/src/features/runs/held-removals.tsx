import { Notice } from '@rollcall/client/ui/notice.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import type { RunKind } from '@rollcall/core/runs/run-kind.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { useRunTitle } from './run-title.ts';

/** From a sync to its removals that wait for somebody, and from those to the sync. Nothing for other runs. */
export function HeldRemovals({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.held');
  const { heldBack, heldBackBy } = run;
  if (heldBack !== null) {
    const waits = heldBack.state === 'planned' || heldBack.state === 'planning';
    return (
      <Notice tone={waits ? 'warning' : 'info'} title={t(waits ? 'waits' : 'decided')}>
        <RunLink run={run} other={heldBack} kind="sync_leave" /> {t(waits ? 'waitsText' : 'decidedText')}
      </Notice>
    );
  }
  if (heldBackBy === null) return null;
  return (
    <Notice title={t('why')}>
      {t('whyText')} <RunLink run={run} other={heldBackBy} kind="sync" />
    </Notice>
  );
}

type RunLinkProps = {
  readonly run: RunView;
  readonly other: NonNullable<RunView['heldBack']>;
  readonly kind: RunKind;
};

function RunLink({ run, other, kind }: RunLinkProps) {
  const title = useRunTitle();
  return (
    <Link
      to="/licenses/$licenseId/activity/$runId"
      params={{ licenseId: run.licenseId, runId: other.id }}
      className={textLinkClasses}
    >
      {title({ kind, number: other.number })}
    </Link>
  );
}
