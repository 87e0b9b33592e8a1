type ProgressBarProps = {
  readonly label: string;
  /** From 0 to 1; null while nobody knows how much there is. */
  readonly value: number | null;
  /** The same in words, for a screen reader that asks. */
  readonly text: string;
  readonly slim?: boolean;
};

/** How far something is. It can be asked for, and says nothing by itself. */
export function ProgressBar({ label, value, text, slim = false }: ProgressBarProps) {
  const percent = value === null ? null : Math.min(100, Math.max(0, value * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.floor(percent)}
      aria-valuetext={text}
      className={`overflow-hidden rounded-full bg-pressed forced-colors:border ${slim ? 'h-1.5' : 'h-2.5'}`}
    >
      <div
        className={`h-full rounded-full bg-accent transition-[width] duration-300 forced-colors:bg-[Highlight] ${percent === null ? 'w-1/3 animate-sweep' : ''}`}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
