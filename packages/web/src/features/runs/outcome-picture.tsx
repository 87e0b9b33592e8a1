import type { MemberOutcome } from '@rollcall/core/members/outcomes.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { groupCounts, groupOf, groupOrder, type OutcomeCounts, outcomesOf } from './outcome-groups.ts';
import { groupLook } from './outcome-look.tsx';

type OutcomePictureProps = {
  readonly counts: OutcomeCounts;
  readonly tense: 'plan' | 'done';
  readonly label: string;
};

/** How many people fall into which group: a bar, and the same in words with every outcome counted. */
export function OutcomePicture({ counts, tense, label }: OutcomePictureProps) {
  const t = useTranslations();
  const format = useFormatter();
  const sizes = groupCounts(counts);
  // An outcome that is called as its group is no news below it.
  const said = ({ outcome }: { readonly outcome: MemberOutcome }, _at: number, all: readonly unknown[]) =>
    all.length > 1 || t(`runOutcome.${tense}.${outcome}`) !== t(`runGroup.${tense}.${groupOf(outcome)}`);
  const groups = groupOrder.filter((group) => sizes[group] > 0);
  return (
    <div className="flex flex-col gap-4">
      <div aria-hidden="true" className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-pressed">
        {groups.map((group) => (
          <span
            key={group}
            className={`min-w-1.5 forced-color-adjust-none ${groupLook[group].fill}`}
            style={{ flex: `${sizes[group]} 0 0` }}
          />
        ))}
      </div>
      <dl aria-label={label} className="grid grid-cols-[repeat(auto-fit,minmax(14rem,1fr))] gap-x-8 gap-y-4">
        {groups.map((group) => (
          <div key={group} className="flex flex-col gap-1">
            <dt className="flex items-center gap-2 text-sm">
              <span className={`[&_svg]:size-4.5 ${groupLook[group].text}`}>{groupLook[group].icon}</span>
              <span className="font-medium">{t(`runGroup.${tense}.${group}`)}</span>
              <span className="ml-auto font-semibold text-base tabular-nums">
                {format.number(sizes[group])}
              </span>
            </dt>
            {outcomesOf(group, counts)
              .filter(said)
              .map(({ outcome, count }) => (
                <dd key={outcome} className="flex items-baseline gap-3 pl-6.5 text-muted text-sm">
                  <span className="min-w-0 flex-1">{t(`runOutcome.${tense}.${outcome}`)}</span>
                  <span className="tabular-nums">{format.number(count)}</span>
                </dd>
              ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
