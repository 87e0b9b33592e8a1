import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { MemberPanel } from '@rollcall/core/members/panel.ts';
import type { MemberStatus } from '@rollcall/core/members/status.ts';
import { useFormatter, useTranslations } from 'use-intl';
import { PanelPart } from './panel-part.tsx';

type PersonRemovalProps = { readonly status: MemberStatus; readonly removal: MemberPanel['removal'] };

/** What removing somebody by hand would do: to the seat, and whether something would bring them back. */
export function PersonRemoval({ status, removal }: PersonRemovalProps) {
  const t = useTranslations();
  const { list } = useFormatter();
  const named = (kinds: MemberPanel['removal']['ends']) =>
    list(kinds.map((kind) => t(`users.source.${kind}`)));
  return (
    <PanelPart title={t('person.removal')}>
      <p className="text-sm">{t(`person.removing.${status}`)}</p>
      {removal.ends.length > 0 && (
        <p className="text-muted text-sm">{t('person.ends', { sources: named(removal.ends) })}</p>
      )}
      {removal.wouldComeBackBy.length > 0 && (
        <Notice tone="warning">{t('person.comesBack', { sources: named(removal.wouldComeBackBy) })}</Notice>
      )}
      {removal.mayComeBackBy.length > 0 && (
        <Notice tone="info">{t('person.mayComeBack', { sources: named(removal.mayComeBackBy) })}</Notice>
      )}
    </PanelPart>
  );
}
