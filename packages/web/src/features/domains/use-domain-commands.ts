import { api } from '@rollcall/client/api/api.ts';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import { useTranslations } from 'use-intl';
import { useIntent } from '../../lib/use-intent.ts';

/** What can be done with one domain: looked up now, or taken off the list. */
export function useDomainCommands({ id, name: domain }: DomainView) {
  const t = useTranslations('domains');
  const utils = api.useUtils();
  const checkIntent = useIntent();
  const removeIntent = useIntent();
  const reload = () => {
    void utils.domain.log.invalidate();
    return utils.domain.list.invalidate();
  };
  const checking = api.domain.check.useMutation({
    ...checkIntent,
    onSettled: reload,
    onSuccess: ({ lastAnswer }) => {
      checkIntent.onSuccess();
      if (lastAnswer === 'found') showToast.success({ title: t('checked.found', { domain }) });
    },
  });
  const removing = api.domain.remove.useMutation({
    ...removeIntent,
    onSuccess: () => {
      removeIntent.onSuccess();
      showToast.success({ title: t('removed', { domain }) });
      return reload();
    },
  });
  return {
    checking,
    removing,
    check: () => checking.mutate({ domainId: id, requestId: checkIntent.idFor(id) }),
    remove: () => removing.mutate({ domainId: id, requestId: removeIntent.idFor(id) }),
  };
}
