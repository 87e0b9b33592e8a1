import { Page } from '@rollcall/client/ui/page.tsx';
import { PageHeader } from '@rollcall/client/ui/page-header.tsx';
import { WordsProvider } from '@rollcall/client/words/words-provider.tsx';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMessages, useTranslations } from 'use-intl';
import { BadTicket, ConnectTeacher } from '../features/lms/connect-teacher.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { en } from '../words/lms-connect/en.ts';

/** A teacher comes from a course to their account, with the words that only this page says. */
export function LmsConnectPage() {
  const words = useMessages();
  const all = useMemo(() => ({ ...words, ...en }), [words]);
  return (
    <WordsProvider words={all}>
      <Connect />
    </WordsProvider>
  );
}

function Connect() {
  const t = useTranslations('lmsConnect');
  const { ticket } = useSearch({ from: '/lms-connect' });
  usePageTitle(t('title'));
  return (
    <Page width="narrow">
      <PageHeader title={t('title')} />
      {ticket === undefined ? (
        <BadTicket text={t('bad.none')} />
      ) : (
        <ConnectTeacher key={ticket} ticket={ticket} />
      )}
    </Page>
  );
}
