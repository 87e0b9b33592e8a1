import { Logo } from '@rollcall/client/ui/logo.tsx';
import { useTranslations } from 'use-intl';

export function Brand() {
  const t = useTranslations('app');
  return (
    <>
      <Logo />
      {/* On a phone the bar stays one line also while the connection says that it is gone. */}
      <span className="max-[26rem]:sr-only">{t('name')}</span>
    </>
  );
}
