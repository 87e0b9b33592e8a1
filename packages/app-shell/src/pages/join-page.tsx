import { AccountDialogs } from '@rollcall/client/account/account-menu.tsx';
import { useConnection, useInbox, useInboxFallback } from '@rollcall/client/live/live-provider.tsx';
import { AppBar } from '@rollcall/client/ui/app-bar.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import { ConnectionIndicator } from '@rollcall/client/ui/connection-indicator.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useLicenseNotices } from '../features/entitlement/use-license-notices.ts';
import { JoinPanel } from '../features/link/join-panel.tsx';
import { useLink } from '../features/link/use-link.ts';
import { Brand } from './brand.tsx';

type JoinPageProps = { readonly code: string; readonly onLeave: () => void };

/** A page of its own for whoever opened a license link. */
export function JoinPage({ code, onLeave }: JoinPageProps) {
  const t = useTranslations('link');
  const connection = useConnection();
  const link = useLink(code);
  const [addresses, setAddresses] = useState(false);
  useInboxFallback();
  useLicenseNotices(useInbox(), true);
  useEffect(() => {
    document.title = t('pageTitle');
  }, [t]);
  return (
    <>
      <AppBar
        brand={<Brand />}
        end={
          <ConnectionIndicator
            state={connection.state}
            asOf={connection.asOf ?? undefined}
            onRetry={connection.retry}
          />
        }
      />
      <Page width="narrow">
        <Card className="mx-auto max-w-lg">
          <JoinPanel link={link} onAddAddress={() => setAddresses(true)} onLeave={onLeave} />
        </Card>
      </Page>
      <AccountDialogs
        open={addresses ? 'addresses' : null}
        onClose={() => {
          setAddresses(false);
          link.lookAgain();
        }}
      />
    </>
  );
}
