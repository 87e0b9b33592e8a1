import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

type CardProps = ComponentProps<'section'>;

/** A raised ground for things that belong together. Name it with `aria-labelledby` when it is a section. */
export function Card({ className, ...rest }: CardProps) {
  return (
    <section
      {...rest}
      className={classNames('flex flex-col rounded-lg border border-line bg-raised shadow-raised', className)}
    />
  );
}

type CardHeaderProps = {
  title: ReactNode;
  titleId?: string;
  description?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3 | 4;
};

export function CardHeader({ title, titleId, description, icon, actions, level = 2 }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-5 pt-4.5 pb-3 sm:px-6">
      <div className="flex min-w-0 flex-1 basis-52 items-start gap-3">
        {icon && <span className="mt-0.5 text-muted [&_svg]:size-5">{icon}</span>}
        <div className="min-w-0">
          <Heading id={titleId} className="font-semibold text-base text-ink leading-6">
            {title}
          </Heading>
          {description && <p className="mt-0.5 text-muted text-sm">{description}</p>}
        </div>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={classNames('flex-1 px-5 pb-5 first:pt-5 sm:px-6 sm:pb-6', className)} />;
}

export function CardFooter({ className, ...rest }: ComponentProps<'footer'>) {
  return (
    <footer
      {...rest}
      className={classNames(
        'flex flex-wrap items-center justify-end gap-2 rounded-b-lg border-line border-t bg-sunken/60 px-5 py-3 sm:px-6',
        className,
      )}
    />
  );
}
