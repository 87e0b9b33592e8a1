import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { ConnectResult } from '@rollcall/core/sync/contract.ts';
import type { SyncSource } from '@rollcall/core/sync/sync-source.ts';
import { useTranslations } from 'use-intl';

type CameBackProps = {
  readonly result: ConnectResult;
  readonly source: SyncSource;
  /** Whether something had been followed before: then it was renewed. */
  readonly renewed: boolean;
  readonly onDismiss: () => void;
};

/** How it went at Google, for whoever comes back from there. */
export function CameBack({ result, source, renewed, onDismiss }: CameBackProps) {
  const t = useTranslations('sync.came');
  const said = result === 'connected' && renewed ? 'renewed' : result;
  return (
    <Notice
      tone={result === 'connected' ? 'success' : 'warning'}
      role={result === 'connected' ? 'status' : 'alert'}
      title={t(`${said}.title`)}
      onDismiss={onDismiss}
    >
      {said === 'other_workspace' ? t(`other_workspace.text.${source}`) : t(`${said}.text`)}
    </Notice>
  );
}
