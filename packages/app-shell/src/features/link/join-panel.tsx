import { CallFailure } from '@rollcall/client/account/call-failure.tsx';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { ErrorState } from '@rollcall/client/ui/error-state.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { CircleCheck, Link2, Link2Off } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { LinkClosed } from './link-closed.tsx';
import { LinkFacts } from './link-facts.tsx';
import type { OpenedLink } from './use-link.ts';

type JoinPanelProps = {
  readonly link: OpenedLink;
  readonly onAddAddress: () => void;
  readonly onLeave: () => void;
};

/** What a license link leads to: the one thing to press, what came of it, or why there is nothing to press. */
export function JoinPanel({ link, onAddAddress, onLeave }: JoinPanelProps) {
  const t = useTranslations('link');
  const errorText = useErrorText();
  const { look, joined } = link;
  const toApp = <Button onClick={onLeave}>{t('toApp')}</Button>;
  if (joined !== undefined) {
    return (
      <Said key="joined">
        <EmptyState
          level={1}
          icon={<CircleCheck />}
          title={t(joined.outcome === 'already_member' ? 'closed.already_member.title' : 'joined', {
            license: joined.licenseName,
          })}
          description={t('joinedDetail')}
          actions={
            <Button variant="primary" onClick={onLeave}>
              {t('toApp')}
            </Button>
          }
        />
      </Said>
    );
  }
  if (link.unknown) {
    return (
      <Said key="unknown">
        <EmptyState
          level={1}
          icon={<Link2Off />}
          title={t('unknown.title')}
          description={t('unknown.detail')}
          actions={toApp}
        />
      </Said>
    );
  }
  if (link.lookError) {
    return (
      <ErrorState
        level={1}
        title={t('failed')}
        description={errorText(link.lookError)}
        retrying={link.looking}
        onRetry={link.lookAgain}
      />
    );
  }
  if (look === undefined) {
    return (
      <p className="grid place-items-center py-16 text-2xl text-muted">
        <Spinner label={t('loading')} />
      </p>
    );
  }
  if (look.standing === 'open') return <Open link={link} look={look} onLeave={onLeave} />;
  return (
    <Said key={look.standing}>
      <LinkClosed
        look={look}
        standing={look.standing}
        looking={link.looking}
        onLookAgain={link.lookAgain}
        onAddAddress={onAddAddress}
        onLeave={onLeave}
      />
    </Said>
  );
}

type OpenProps = Pick<JoinPanelProps, 'link' | 'onLeave'> & {
  readonly look: NonNullable<OpenedLink['look']>;
};

function Open({ link, look, onLeave }: OpenProps) {
  const t = useTranslations('link');
  const mayRetry = refusalOf(link.joinError)?.code !== 'REQUEST_REUSED';
  return (
    <div className="flex flex-col gap-5 px-5 py-7 sm:px-8">
      <header className="flex flex-col items-center gap-3 text-center">
        <span
          aria-hidden="true"
          className="grid size-12 place-items-center rounded-xl bg-accent-soft text-accent-ink [&_svg]:size-6"
        >
          <Link2 />
        </span>
        <h1 className="text-balance font-semibold text-xl">{t('heading', { license: look.licenseName })}</h1>
        <p className="text-pretty text-muted">{t('lead', { district: look.districtName })}</p>
      </header>
      <LinkFacts look={look} />
      <CallFailure error={link.joinError} />
      <div className="flex flex-col gap-2">
        <Button
          variant="primary"
          size="large"
          fullWidth
          busy={link.joining}
          disabled={!mayRetry}
          onClick={link.join}
        >
          {t('join')}
        </Button>
        <Button size="large" fullWidth onClick={onLeave}>
          {t('notNow')}
        </Button>
      </div>
    </div>
  );
}

/** What has come of it takes the focus, so that it is read out and the keyboard goes on from there. */
function Said({ children }: { readonly children: ReactNode }) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <div ref={said} tabIndex={-1} role="status" className="outline-none">
      {children}
    </div>
  );
}
