import { Notice, type NoticeTone } from '@rollcall/client/ui/notice.tsx';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { lastMomentBefore, type TermPhase } from '@rollcall/core/licenses/term.ts';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { graceEnd } from '../../lib/days.ts';
import { isEnding, termDaysLeft } from './term-text.ts';

type Term = Pick<LicenseView, 'startsAt' | 'endsAt' | 'phase'>;

/** An end that is so near is a warning; one that is farther away is said. In days. */
const urgentDays = 14;

const tones: Readonly<Record<TermPhase, NoticeTone>> = {
  upcoming: 'info',
  active: 'info',
  grace: 'warning',
  dormant: 'error',
};

/**
 * That the term ends or has ended: by how many days, what still works, what stops, and whom to ask (SPEC TERM-5). Nothing
 * in the midst of a term. A screen reader hears it when it turns.
 */
export function TermStrip({ term }: { readonly term: Term }) {
  const t = useTranslations('term.strip');
  const { dateTime } = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const { phase } = term;
  const shown = phase !== 'active' || isEnding(term, now);
  const days = termDaysLeft(term, now);
  const day = (instant: Date) => dateTime(instant, { dateStyle: 'long' });
  const facts = {
    days,
    starts: day(new Date(term.startsAt)),
    end: day(lastMomentBefore(new Date(term.endsAt))),
    until: day(lastMomentBefore(graceEnd(term.endsAt))),
  };
  const tone = phase === 'active' && days <= urgentDays ? 'warning' : tones[phase];
  return (
    <div role="status">
      {shown && (
        <Notice tone={tone} className="mt-4" title={t(`${phase}.title`, facts)}>
          <p>{t(`${phase}.text`, facts)}</p>
          {phase !== 'upcoming' && <p className="mt-1">{t('ask')}</p>}
        </Notice>
      )}
    </div>
  );
}
