import { useTranslations } from 'use-intl';
import { api } from '../api/api.ts';
import { refusalOf } from '../api/refusal.ts';
import { showToast } from '../ui/toast.ts';
import { useErrorText } from '../words/error-text.ts';

/** Signs out on this device. What fails is said: nobody walks away from a shared computer still signed in. */
export function useSignOut(): () => void {
  const t = useTranslations('account.menu');
  const errorText = useErrorText();
  const utils = api.useUtils();
  const { mutate } = api.account.signOut.useMutation({
    onSuccess: () => utils.account.me.setData(undefined, null),
    onError: (error) => {
      if (refusalOf(error)?.code === 'NOT_SIGNED_IN') return;
      showToast.error({ title: t('signOutFailed'), description: errorText(error) });
    },
  });
  return () => mutate();
}
