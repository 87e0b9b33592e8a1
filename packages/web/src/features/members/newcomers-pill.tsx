import { ArrowUp } from 'lucide-react';
import { useTranslations } from 'use-intl';

type NewcomersPillProps = { readonly count: number; readonly onShow: () => void };

/** Says quietly that people were added where nobody looks, and shows them when asked. A screen reader hears of it elsewhere. */
export function NewcomersPill({ count, onShow }: NewcomersPillProps) {
  const t = useTranslations('users');
  if (count === 0) return null;
  return (
    <div className="pointer-events-none sticky top-27 z-20 -mb-9 flex justify-center">
      <button
        type="button"
        onClick={onShow}
        className="pointer-events-auto inline-flex h-9 animate-rise-in items-center gap-1.5 rounded-full bg-inverse px-4 font-medium text-on-inverse text-sm shadow-overlay touch:h-11"
      >
        <ArrowUp aria-hidden="true" className="size-4" />
        {t('newcomers', { count })}
      </button>
    </div>
  );
}
