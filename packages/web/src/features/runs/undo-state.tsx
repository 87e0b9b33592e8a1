import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { effectiveCount } from './outcome-groups.ts';
import { useRunTitle } from './run-title.ts';

/** Which run undid this one, or is about to, and which one it undoes. */
export function UndoState({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.done');
  const title = useRunTitle();
  const { undoes, undoneBy, licenseId } = run;
  const link = (id: RunView['id'], text: string) => (
    <Link
      to="/licenses/$licenseId/activity/$runId"
      params={{ licenseId, runId: id }}
      className={textLinkClasses}
    >
      {text}
    </Link>
  );
  const undoText = undoneBy !== null && title({ kind: 'undo', number: undoneBy.number });
  return (
    <>
      {undoes !== null && <Notice>{link(undoes.id, t('undoes', { title: title(undoes) }))}</Notice>}
      {undoneBy !== null &&
        undoText !== false &&
        undoneBy.state !== 'discarded' &&
        undoneBy.state !== 'failed' && (
          <Notice>
            {link(undoneBy.id, t(undoneBy.state === 'done' ? 'undoneBy' : 'undoBegun', { title: undoText }))}
          </Notice>
        )}
    </>
  );
}

/** Why a run that did something can not be undone; nothing where it can, or where it is. */
export function NoUndo({ run }: { readonly run: RunView }) {
  const t = useTranslations('run.done');
  const { kind, undoUntil, undoneBy, outcomes } = run;
  if (effectiveCount(outcomes) === 0 || undoneBy?.state === 'done') return null;
  const isOver = undoUntil !== null && new Date(undoUntil).getTime() <= Date.now();
  if (kind === 'remind' || kind === 'undo') return <Remark>{t(`undoNever.${kind}`)}</Remark>;
  return isOver && <Remark>{t('undoOver')}</Remark>;
}

function Remark({ children }: { readonly children: ReactNode }) {
  return <p className="text-muted text-sm">{children}</p>;
}

type UndoneByProps = { readonly undoneBy: NonNullable<RunView['undoneBy']> };

/** Beside a run on a list: that it was undone. Nothing while that is not done. */
export function UndoneBy({ undoneBy }: UndoneByProps) {
  const t = useTranslations('run.done');
  const title = useRunTitle();
  if (undoneBy.state !== 'done') return null;
  return <Badge>{t('undone', { title: title({ kind: 'undo', number: undoneBy.number }) })}</Badge>;
}
