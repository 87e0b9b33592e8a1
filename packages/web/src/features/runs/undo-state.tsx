import { Badge } from '@rollcall/client/ui/badge.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunView } from '@rollcall/core/runs/contract.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
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

type UndoneByProps = { readonly undoneBy: NonNullable<RunView['undoneBy']> };

/** Beside a run on a list: that it was undone. Nothing while that is not done. */
export function UndoneBy({ undoneBy }: UndoneByProps) {
  const t = useTranslations('run.done');
  const title = useRunTitle();
  if (undoneBy.state !== 'done') return null;
  return <Badge>{t('undone', { title: title({ kind: 'undo', number: undoneBy.number }) })}</Badge>;
}
