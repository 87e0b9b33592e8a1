import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { TypeSuspectGroup } from '@rollcall/core/members/type-suspects.ts';
import type { MemberSelection } from '@rollcall/core/runs/contract.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useLicenseFeed } from '../../live/license-feed.ts';
import type { ListQuery } from '../../live/list-order.ts';
import { useStartSelection } from './use-start-selection.ts';

type TypeFinderDialogProps = {
  readonly groups: readonly TypeSuspectGroup[];
  readonly onClose: () => void;
  readonly onRun: (runId: RunId) => void;
  readonly onQuery: (query: ListQuery) => void;
};

/** Groups of people whose user type looks wrong, and why; each can be looked at in the list, or changed by a plan. */
export function TypeFinderDialog({ groups, onClose, onRun, onQuery }: TypeFinderDialogProps) {
  const t = useTranslations('finder');
  const start = useStartSelection(onRun);
  const { license } = useLicenseFeed();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="large"
      title={t('heading')}
      description={t('why')}
    >
      <div className="flex flex-col gap-4">
        <CallProblem title={t('failed')} error={start.error} />
        <ul className="flex flex-col gap-3">
          {groups.map((group) => (
            <Group
              key={`${group.pattern.domain} ${group.pattern.shape} ${group.looksLike}`}
              group={group}
              busy={start.isPending}
              onQuery={onQuery}
              onFix={() =>
                start.run({
                  verb: 'change_type',
                  selection: selectionOf(group, license.seq),
                  userType: group.looksLike,
                })
              }
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function selectionOf({ filter, memberIds }: TypeSuspectGroup, seq: number): MemberSelection {
  return filter === null ? { kind: 'some', memberIds } : { kind: 'all', filter, seq, except: [] };
}

type GroupProps = {
  readonly group: TypeSuspectGroup;
  readonly busy: boolean;
  readonly onQuery: (query: ListQuery) => void;
  readonly onFix: () => void;
};

function Group({ group, busy, onQuery, onFix }: GroupProps) {
  const t = useTranslations('finder');
  const named = useTranslations('userType');
  const { pattern, looksLike, inPattern, ofThatType, count, filter, memberIds, examples } = group;
  const type = named(looksLike);
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line p-4">
      <p className="font-semibold">{t(`shape.${pattern.shape}`, { count, domain: pattern.domain })}</p>
      <p className="text-sm">{t('looksLike', { inPattern, ofThatType, type })}</p>
      <p className="text-muted text-sm [overflow-wrap:anywhere]">
        {t('examples')} <bdi>{examples.join(', ')}</bdi>
      </p>
      {filter === null && count > memberIds.length && (
        <p className="text-muted text-sm">{t('first', { count: memberIds.length })}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {filter !== null && (
          <Button size="small" onClick={() => onQuery({ filter, sort: 'email', order: 'ascending' })}>
            {t('show')}
          </Button>
        )}
        <Button size="small" variant="primary" busy={busy} onClick={onFix}>
          {t('fix', { type })}
        </Button>
      </div>
    </li>
  );
}
