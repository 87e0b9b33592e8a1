import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { useTranslations } from 'use-intl';
import type { AdditionMode as Mode } from '../../live/license-feed.ts';
import { MailNote } from './mail-note.tsx';

type AdditionModeProps = { readonly mode: Mode; readonly phase: LicenseView['phase'] };

/** Says before anything is typed whether people will be asked or added at once, or that nobody can be added. */
export function AdditionMode({ mode, phase }: AdditionModeProps) {
  const t = useTranslations();
  if (phase !== 'active') {
    return (
      <Notice tone="warning" title={t('addUsers.closed')}>
        {t(`addByEmail.closed.${phase}`)}
      </Notice>
    );
  }
  return (
    <Notice title={t(`addByEmail.mode.${mode}.title`)}>
      {t(`addByEmail.mode.${mode}.text`)}
      {mode !== 'at_once' && <MailNote />}
    </Notice>
  );
}
