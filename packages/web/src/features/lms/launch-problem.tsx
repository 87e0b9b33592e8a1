import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { useFormatter, useTranslations } from 'use-intl';

type LaunchProblemProps = {
  readonly title: string;
  /** What the other system is called. */
  readonly name: string;
  readonly problem: PlatformView['lastProblem'];
};

/** What went wrong, when, and what to do about it. Nothing where nothing did. */
export function LaunchProblem({ title, name, problem }: LaunchProblemProps) {
  const t = useTranslations('lms');
  const { dateTime } = useFormatter();
  if (problem === null) return null;
  const time = dateTime(new Date(problem.at), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Notice tone="warning" title={title}>
      <p>
        {t('problemAt', { time })} {t(`problem.${problem.problem}.what`, { name })}
      </p>
      <p className="mt-1">{t(`problem.${problem.problem}.do`, { name })}</p>
    </Notice>
  );
}
