import type { toast as Sonner } from 'sonner';

export type Toast = {
  title: string;
  description?: string;
  action?: { label: string; onClick: () => void };
};

const host = Promise.withResolvers<typeof Sonner>();

/** Called by the host once it can show something: an app may load it after its first page. */
export function toastsAreReady(toast: typeof Sonner): void {
  host.resolve(toast);
}

/**
 * A short word about something that has happened. What must not be missed belongs on the page instead. Waits for the
 * host, so nothing that is said early is lost.
 */
export const showToast = {
  success: ({ title, ...rest }: Toast) => void host.promise.then((toast) => toast.success(title, rest)),
  info: ({ title, ...rest }: Toast) => void host.promise.then((toast) => toast.info(title, rest)),
  warning: ({ title, ...rest }: Toast) => void host.promise.then((toast) => toast.warning(title, rest)),
  error: ({ title, ...rest }: Toast) =>
    void host.promise.then((toast) => toast.error(title, { ...rest, duration: 10_000 })),
};
