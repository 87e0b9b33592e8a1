import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { showToast } from '@rollcall/client/ui/toast.ts';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { useTranslations } from 'use-intl';
import { exportColors, exportedPage } from './exported-page.ts';
import type { Mark } from './marks.ts';
import { measureBlocks } from './use-block-boxes.ts';
import { waterCycle } from './water-cycle.ts';

type ExportOptions = {
  readonly marks: readonly Mark[];
  /** Whether the person has comments: of who does not, none can be read. */
  readonly withComments: boolean;
  /** The server says that exporting is locked: what the app knows of the licence is out of date. */
  readonly onLocked: () => void;
};

/** Downloads the page with its marks, after the server has agreed. */
export function useExport({ marks, withComments, onLocked }: ExportOptions): {
  start(): void;
  readonly busy: boolean;
} {
  const t = useTranslations('document');
  const errorText = useErrorText();
  const utils = api.useUtils();
  const { mutate, isPending } = api.document.begin.useMutation({
    onSuccess: async () => {
      const comments = withComments ? await utils.document.comments.fetch() : [];
      const page = document.querySelector<HTMLElement>('[data-page]');
      download(
        exportedPage({
          marks,
          boxes: page === null ? new Map() : measureBlocks(page),
          picture: page?.querySelector('[data-picture] svg')?.outerHTML ?? '',
          comments: comments.map(({ text }) => text),
          colors: colorsNow(),
          words: {
            title: t('exportTitle', { title: waterCycle.title }),
            comments: t('exportComments'),
            picture: t('picture'),
          },
        }),
      );
      showToast.success({ title: t('exported') });
    },
    onError: (error) => {
      if (refusalOf(error)?.code === 'FEATURE_LOCKED') onLocked();
      showToast.error({ title: t('exportFailed'), description: errorText(error) });
    },
  });
  return { start: () => mutate({ feature: 'exportDocument' }), busy: isPending };
}

function colorsNow(): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    exportColors.map((name) => [name, style.getPropertyValue(`--color-${name}`).trim()]),
  );
}

function download(html: string): void {
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${waterCycle.title}.html`;
  link.click();
  // The browser reads the file while the click is handled; the address is needed no longer than that.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
