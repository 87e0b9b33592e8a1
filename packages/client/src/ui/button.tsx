import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { type ButtonLook, buttonClasses } from './button-classes.ts';
import { classNames } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export type ButtonProps = ComponentProps<'button'> & ButtonLook & { busy?: boolean; icon?: ReactNode };

/**
 * A button. While `busy` it keeps its width and its focus (it is not `disabled`, which would drop the focus to
 * the page) and swallows clicks.
 */
export function Button({
  variant,
  size,
  fullWidth,
  busy = false,
  icon,
  type = 'button',
  onClick,
  className,
  children,
  ...rest
}: ButtonProps) {
  const t = useTranslations('ui');
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  const look = {
    ...(variant && { variant }),
    ...(size && { size }),
    ...(fullWidth !== undefined && { fullWidth }),
  };
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={click}
      className={classNames(buttonClasses(look), className)}
    >
      <span className={classNames('inline-flex items-center gap-2', busy && 'opacity-0')}>
        {icon}
        {children}
      </span>
      {busy && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner label={t('busy')} />
        </span>
      )}
    </button>
  );
}
