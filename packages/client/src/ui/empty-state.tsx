import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  level?: 1 | 2 | 3 | 4;
};

/** Nothing is here, why that is, and what one can do about it. */
export function EmptyState({ icon, title, description, actions, level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-14 text-center">
      {icon && (
        <span
          aria-hidden="true"
          className="mb-4 grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-ink [&_svg]:size-6"
        >
          {icon}
        </span>
      )}
      <Heading className="font-semibold text-lg">{title}</Heading>
      {description && <p className="mt-1.5 text-pretty text-muted">{description}</p>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
