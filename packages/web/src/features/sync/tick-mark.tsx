import { classNames } from '@rollcall/client/ui/class-names.ts';
import { Check, Minus } from 'lucide-react';

/** The picture of a tick of which all, some or nothing is there. What it says is told by what it stands in. */
export function TickMark({ tick }: { readonly tick: 'all' | 'some' | 'none' }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'grid size-4.5 shrink-0 place-items-center rounded-[0.25rem] border [&_svg]:size-3.5 [&_svg]:stroke-3',
        tick === 'none'
          ? 'border-control bg-raised'
          : 'border-accent bg-accent text-on-accent forced-colors:bg-[Highlight]',
      )}
    >
      {tick === 'all' ? <Check /> : tick === 'some' ? <Minus /> : null}
    </span>
  );
}
