import { classNames } from './class-names.ts';

type LogoProps = {
  /** What a screen reader says; leave it out where the name stands beside the mark. */
  label?: string;
  className?: string;
};

/** The mark: a name on a list, called and answered. */
export function Logo({ label, className }: LogoProps) {
  return (
    <svg
      viewBox="0 0 32 32"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={classNames('size-8 shrink-0', className)}
    >
      <rect width="32" height="32" rx="8.5" className="fill-accent" />
      <circle cx="9.5" cy="9.75" r="2.75" className="fill-marigold" />
      <path d="M15.5 9.75h8" strokeWidth="3" strokeLinecap="round" className="stroke-on-accent/55" />
      <path
        d="m7.5 20.25 5 4.75L24 15.5"
        fill="none"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}
