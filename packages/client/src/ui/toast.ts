import { toast } from 'sonner';

export type Toast = {
  title: string;
  description?: string;
  action?: { label: string; onClick: () => void };
};

/** A short word about something that has happened. What must not be missed belongs on the page instead. */
export const showToast = {
  success: ({ title, ...rest }: Toast) => void toast.success(title, rest),
  info: ({ title, ...rest }: Toast) => void toast.info(title, rest),
  warning: ({ title, ...rest }: Toast) => void toast.warning(title, rest),
  error: ({ title, ...rest }: Toast) => void toast.error(title, { ...rest, duration: 10_000 }),
};
