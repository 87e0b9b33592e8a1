import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  /** A link back to where this page hangs. */
  back?: ReactNode;
  /** Badges beside the title. */
  badges?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
};

/** The top of a page: its one h1, what it is about and what can be done with it. */
export function PageHeader({ title, back, badges, description, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-2 pb-5">
      {back && <div className="text-muted text-sm">{back}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="min-w-0 font-semibold text-2xl text-ink">{title}</h1>
            {badges}
          </div>
          {description && <p className="mt-1 max-w-prose text-pretty text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
