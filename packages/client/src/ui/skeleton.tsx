import { classNames } from './class-names.ts';

/** The shape of what is coming. Size it with classes; say *loading* once, on the region that holds it. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('block h-4 animate-sweep rounded-sm bg-pressed', className)}
    />
  );
}

const widths = ['w-11/12', 'w-4/5', 'w-2/3', 'w-3/4'] as const;

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <span aria-hidden="true" className="flex flex-col gap-2.5">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} className={widths[line % widths.length] ?? 'w-full'} />
      ))}
    </span>
  );
}
