import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { classNames } from './class-names.ts';
import { PlainIconButton } from './plain-icon-button.tsx';

export type NoticeTone = 'info' | 'success' | 'warning' | 'error';

const looks: Record<NoticeTone, { frame: string; icon: string; Icon: typeof Info }> = {
  info: { frame: 'border-accent-line bg-accent-soft', icon: 'text-accent-ink', Icon: Info },
  success: { frame: 'border-positive-line bg-positive-soft', icon: 'text-positive-ink', Icon: CircleCheck },
  warning: { frame: 'border-warning-line bg-warning-soft', icon: 'text-warning-ink', Icon: TriangleAlert },
  error: { frame: 'border-negative-line bg-negative-soft', icon: 'text-negative-ink', Icon: CircleAlert },
};

type NoticeProps = {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
  /** `alert` interrupts a screen reader: for what follows from something the person has just done. */
  role?: 'alert' | 'status';
  className?: string;
};

/** A remark in the flow of the page. */
export function Notice({ tone = 'info', title, children, actions, onDismiss, role, className }: NoticeProps) {
  const t = useTranslations('ui');
  const { frame, icon, Icon } = looks[tone];
  return (
    <div
      role={role}
      className={classNames('flex items-start gap-3 rounded-md border px-4 py-3', frame, className)}
    >
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4.5 shrink-0', icon)} />
      <div className="min-w-0 flex-1 text-ink text-sm">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={classNames(Boolean(title) && 'mt-0.5')}>{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
      {onDismiss && (
        <PlainIconButton
          size="small"
          label={t('dismiss')}
          icon={<X />}
          onClick={onDismiss}
          className="-my-1.5 -mr-2"
        />
      )}
    </div>
  );
}
