import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { SeatMeter } from '@rollcall/client/ui/seat-meter.tsx';
import type { AdditionLine, AdditionPlan } from '@rollcall/core/members/contract.ts';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { groupLines, groupOrder } from './addition-groups.ts';
import { LineTable } from './line-table.tsx';
import type { Addition, PlanStep } from './use-addition.ts';

type PlanViewProps = { readonly step: PlanStep; readonly addition: Addition };

/** What adding would do to whom, and to the seats. Nothing has happened yet. */
export function PlanView({ step, addition }: PlanViewProps) {
  const t = useTranslations('plan');
  const groupTitle = useTranslations('planGroup');
  const { plan, changed } = step;
  const { adding, backToBox, confirm } = addition;
  const groups = groupLines(plan.lines);
  const changes = groups.added.length + groups.invited.length;
  return (
    <>
      <h3 data-step tabIndex={-1} className="font-semibold text-lg outline-none">
        {t('title')}
      </h3>
      {changed && (
        <Notice tone="warning" role="alert" title={t('changedTitle')}>
          {t('changedText')}
        </Notice>
      )}
      {changes === 0 && <Notice tone="warning">{t('nothing')}</Notice>}
      <NoSeat lines={plan.lines} others={changes > 0} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex flex-col gap-5">
          {groupOrder.map((group) => (
            <LineTable
              key={group}
              group={group}
              title={groupTitle(group)}
              lines={groups[group]}
              tense="plan"
            />
          ))}
        </div>
        <SeatsAfter seatsAfter={plan.seatsAfter} />
      </div>
      <CallProblem changes title={t('refused')} error={adding.error} />
      <footer className="sticky bottom-0 z-10 -mx-4 flex justify-end gap-2 border-line border-t bg-surface px-4 py-3 max-sm:*:flex-1 sm:mx-0 sm:px-0">
        <Button onClick={backToBox} disabled={adding.isPending}>
          {t('back')}
        </Button>
        {changes > 0 && (
          <Button variant="primary" busy={adding.isPending} onClick={() => confirm(step)}>
            {t(`confirm.${confirmKind(groups)}`, { count: changes })}
          </Button>
        )}
      </footer>
    </>
  );
}

function confirmKind(groups: ReturnType<typeof groupLines>): 'added' | 'invited' | 'mixed' {
  if (groups.invited.length === 0) return 'added';
  return groups.added.length === 0 ? 'invited' : 'mixed';
}

/** The seats as they will be. */
function SeatsAfter({ seatsAfter }: Pick<AdditionPlan, 'seatsAfter'>) {
  const t = useTranslations();
  return (
    <Card aria-labelledby="seats-after" className="max-lg:order-first lg:sticky lg:top-20">
      <CardHeader
        level={4}
        titleId="seats-after"
        title={t('plan.seatsAfter')}
        description={t('plan.seatsAfterHint')}
      />
      <CardBody className="flex flex-col gap-5">
        <SeatMeter pool={t('seats.student')} {...seatsAfter.student} />
        <SeatMeter pool={t('seats.staff')} {...seatsAfter.staff} />
      </CardBody>
    </Card>
  );
}

/** So many are named before the rest is counted. */
const namedLimit = 10;

type NoSeatProps = {
  readonly lines: readonly AdditionLine[];
  /** Whether anybody else can be added. */
  readonly others: boolean;
};

/** Whom there is no seat for, by address: they must not be missed among hundreds of lines. */
function NoSeat({ lines, others }: NoSeatProps) {
  const t = useTranslations('plan');
  const left = lines.filter(({ outcome }) => outcome === 'no_seat');
  if (left.length === 0) return null;
  const named = left.slice(0, namedLimit).map(({ email, text }) => email ?? text);
  return (
    <Notice tone="warning" title={t('noSeatTitle', { count: left.length })}>
      <p>{t(others ? 'noSeatText' : 'noSeatAtAllText')}</p>
      <ul className="mt-1 flex flex-wrap gap-x-3 font-medium wrap-anywhere">
        {named.map((address) => (
          <li key={address}>
            <bdi>{address}</bdi>
          </li>
        ))}
        {left.length > named.length && (
          <li className="font-normal">{t('noSeatMore', { count: left.length - named.length })}</li>
        )}
      </ul>
    </Notice>
  );
}
