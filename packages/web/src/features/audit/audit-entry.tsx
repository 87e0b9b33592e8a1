import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { AuditEntry } from '@rollcall/core/audit/contract.ts';
import type { LicenseId } from '@rollcall/core/ids.ts';
import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useAuditTexts } from './use-audit-texts.ts';

type AuditEntryRowProps = { readonly licenseId: LicenseId; readonly entry: AuditEntry };

/** One entry as a sentence, with what it says beyond who did what to whom. */
export function AuditEntryRow({ licenseId, entry }: AuditEntryRowProps) {
  const t = useTranslations('audit');
  const { dateTime } = useFormatter();
  const texts = useAuditTexts();
  const facts = texts.facts(entry);
  return (
    <li className="flex flex-col gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm sm:flex-row sm:px-5">
      <time dateTime={entry.at} className="shrink-0 text-muted tabular-nums sm:w-44">
        {dateTime(new Date(entry.at), { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <p>
          {texts.sentence(entry)}
          {entry.run !== null && (
            <Link
              to="/licenses/$licenseId/activity/$runId"
              params={{ licenseId, runId: entry.run.id }}
              aria-label={t('openRun', { run: texts.run(entry) })}
              className={`ml-2 ${textLinkClasses}`}
            >
              {t('open')}
            </Link>
          )}
        </p>
        {facts.length > 0 && <p className="text-muted">{facts.join(' · ')}</p>}
      </div>
      <span className="hidden shrink-0 text-muted tabular-nums sm:block">
        {t('number', { seq: entry.seq })}
      </span>
    </li>
  );
}
