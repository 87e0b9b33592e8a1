import type { ComponentProps } from 'react';
import { type ListProps, rowAt, type ScrollProps } from './list-props.ts';
import { MemberCard } from './member-card.tsx';
import { PendingCard } from './pending-card.tsx';
import { isSelected } from './selection.ts';

type MemberCardsProps = ListProps & ScrollProps & { readonly rowPx: number };

/** The user list on a phone: one card per person, all that the table says. */
export function MemberCards(props: MemberCardsProps) {
  const { label, count, state, selection, list, tall, rowPx, onIntent, onTick } = props;
  const positions = Array.from(
    { length: Math.max(0, tall.to - tall.from + 1) },
    (_, index) => tall.from + index,
  );
  return (
    <ul
      ref={list as ComponentProps<'ul'>['ref']}
      aria-label={label}
      className="relative [overflow-anchor:none]"
      style={{ height: tall.heightPx }}
    >
      {positions.map((position) => {
        const row = rowAt(state, position);
        return (
          <li
            key={row?.id ?? `at ${position}`}
            data-member={row?.id}
            data-position={position}
            aria-posinset={position + 1}
            aria-setsize={count}
            className="absolute inset-x-0 top-0 pb-2.5"
            style={{ height: rowPx, transform: `translateY(${position * rowPx - tall.offsetPx}px)` }}
          >
            {row === undefined ? (
              <PendingCard />
            ) : (
              <MemberCard
                row={row}
                position={position}
                selected={isSelected(selection, row.id)}
                mark={state.shown?.stayed.get(row.id)?.mark}
                onIntent={onIntent}
                onTick={onTick}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
