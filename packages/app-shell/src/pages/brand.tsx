import { useAccount } from '@rollcall/client/account/account.ts';
import { Logo } from '@rollcall/client/ui/logo.tsx';
import { useTranslations } from 'use-intl';

export function Brand() {
  const t = useTranslations('app');
  const { launch } = useAccount();
  if (launch !== null) return <LaunchedBrand {...launch} />;
  return (
    <>
      <Logo />
      {/* On a phone the bar stays one line also while the connection says that it is gone. */}
      <span className="max-[26rem]:sr-only">{t('name')}</span>
    </>
  );
}

type LaunchedBrandProps = { readonly assignmentTitle: string; readonly courseTitle: string | null };

/** What the course has launched, and which course it was: the frame has no other heading. */
function LaunchedBrand({ assignmentTitle, courseTitle }: LaunchedBrandProps) {
  const t = useTranslations('app');
  return (
    <>
      <Logo />
      <span className="min-w-0">
        <span className="line-clamp-1 break-all text-base">{assignmentTitle || t('name')}</span>
        {courseTitle !== null && (
          <span className="line-clamp-1 break-all font-normal text-muted text-xs">{courseTitle}</span>
        )}
      </span>
    </>
  );
}
