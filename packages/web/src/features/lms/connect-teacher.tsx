import { useAccount } from '@rollcall/client/account/account.ts';
import { useSignOut } from '@rollcall/client/account/sign-out.ts';
import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { Card, CardBody, CardFooter, CardHeader } from '@rollcall/client/ui/card.tsx';
import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { TeacherTicket } from '@rollcall/core/lti/contract.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { useIntent } from '../../lib/use-intent.ts';

/** Shows whom a launch would connect with the account that is signed in here, and connects them on a click. */
export function ConnectTeacher({ ticket }: { readonly ticket: string }) {
  const t = useTranslations('lmsConnect');
  const intent = useIntent();
  const reading = api.lms.readTicket.useQuery(
    { ticket },
    { retry: false, staleTime: Number.POSITIVE_INFINITY },
  );
  const connecting = api.lms.connectTeacher.useMutation(intent);
  if (connecting.data !== undefined) return <Connected ticket={connecting.data} text={t('done.title')} />;
  if (reading.isPending)
    return (
      <div role="status">
        <p className="mb-3 text-muted text-sm">{t('loading')}</p>
        <Skeleton className="h-64 rounded-lg" />
      </div>
    );
  if (reading.isError) {
    const code = refusalOf(reading.error)?.code;
    return code === 'NOT_FOUND' || code === 'INVALID_INPUT' ? (
      <BadTicket text={t('bad.gone')} mayBeOfAnother />
    ) : (
      <QueryFailure title={t('bad.failed')} query={reading} />
    );
  }
  if (reading.data.isConnected) return <Connected ticket={reading.data} text={t('done.already')} />;
  return (
    <Ask
      ticket={reading.data}
      busy={connecting.isPending}
      failure={<CallProblem changes title={t('failed')} error={connecting.error} />}
      onConnect={() => connecting.mutate({ ticket, requestId: intent.idFor(ticket) })}
    />
  );
}

type AskProps = {
  readonly ticket: TeacherTicket;
  readonly busy: boolean;
  readonly failure: ReactNode;
  readonly onConnect: () => void;
};

const effects = ['may', 'class', 'notIn', 'undo'] as const;

function Ask({ ticket, busy, failure, onConnect }: AskProps) {
  const t = useTranslations('lmsConnect');
  const account = useAccount();
  const signOut = useSignOut();
  const { platformName, teacherName, courseTitle, licenseName } = ticket;
  return (
    <Card aria-labelledby="connect-teacher">
      <CardHeader
        titleId="connect-teacher"
        title={<span className="wrap-anywhere">{t('ask', { platform: platformName })}</span>}
      />
      <CardBody className="flex flex-col gap-5">
        <DescriptionList>
          <DescriptionItem term={t('inLms', { platform: platformName })}>
            <bdi className="font-medium wrap-anywhere">{teacherName ?? t('noName')}</bdi>
          </DescriptionItem>
          {courseTitle !== null && (
            <DescriptionItem term={t('course')}>
              <bdi className="wrap-anywhere">{courseTitle}</bdi>
            </DescriptionItem>
          )}
          <DescriptionItem term={t('account')}>
            <bdi className="block font-medium wrap-anywhere">{account.name}</bdi>
            <bdi className="block text-muted wrap-anywhere">{account.emails[0]}</bdi>
          </DescriptionItem>
          <DescriptionItem term={t('license')}>
            <bdi className="wrap-anywhere">{licenseName}</bdi>
          </DescriptionItem>
        </DescriptionList>
        <section className="flex flex-col gap-2 text-sm">
          <h3 className="font-semibold">{t('what')}</h3>
          <ul className="flex list-disc flex-col gap-1.5 pl-5 marker:text-muted">
            {effects.map((effect) => (
              <li key={effect}>{t(effect)}</li>
            ))}
          </ul>
        </section>
        <p className="text-muted text-sm">{t('notYou')}</p>
        {failure}
      </CardBody>
      <CardFooter>
        <Button variant="quiet" disabled={busy} onClick={signOut}>
          {t('other')}
        </Button>
        <Button variant="primary" busy={busy} onClick={onConnect}>
          {t('connect')}
        </Button>
      </CardFooter>
    </Card>
  );
}

function Connected({ ticket, text }: { readonly ticket: TeacherTicket; readonly text: string }) {
  const t = useTranslations('lmsConnect.done');
  return (
    <Notice
      tone="success"
      role="status"
      title={text}
      actions={
        <Link
          to="/licenses/$licenseId/add/assignment"
          params={{ licenseId: ticket.licenseId }}
          className={buttonClasses({ size: 'small' })}
        >
          {t('open')}
        </Link>
      }
    >
      {t('text')}
    </Notice>
  );
}

type BadTicketProps = {
  readonly text: string;
  /** Whether another account could have use for it: too old and of another's licence are the same answer. */
  readonly mayBeOfAnother?: boolean;
};

/** What somebody came with is of no use: why, and what to do instead. */
export function BadTicket({ text, mayBeOfAnother = false }: BadTicketProps) {
  const t = useTranslations('lmsConnect');
  const signOut = useSignOut();
  return (
    <Notice
      tone="warning"
      role="alert"
      title={t('bad.title')}
      actions={
        <>
          {mayBeOfAnother && (
            <Button size="small" onClick={signOut}>
              {t('other')}
            </Button>
          )}
          <Link to="/" className={buttonClasses({ size: 'small' })}>
            {t('bad.home')}
          </Link>
        </>
      }
    >
      {text}
    </Notice>
  );
}
