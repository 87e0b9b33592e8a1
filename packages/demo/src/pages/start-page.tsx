import { api } from '@rollcall/client/api/api.ts';
import { AppBar } from '@rollcall/client/ui/app-bar.tsx';
import { Badge } from '@rollcall/client/ui/badge.tsx';
import { ErrorState } from '@rollcall/client/ui/error-state.tsx';
import { Logo } from '@rollcall/client/ui/logo.tsx';
import { Page } from '@rollcall/client/ui/page.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import { ThemeToggle } from '@rollcall/client/ui/theme-toggle.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { useTranslations } from 'use-intl';
import { DistrictSection } from '../parts/district-section.tsx';
import { EndStory } from '../parts/end-story.tsx';
import { FeatureStory } from '../parts/feature-story.tsx';
import { FileStory } from '../parts/file-story.tsx';
import { Flow } from '../parts/flow.tsx';
import { LinkStory } from '../parts/link-story.tsx';
import { MailStory } from '../parts/mail-story.tsx';
import { MethodStories } from '../parts/method-stories.tsx';
import { Story } from '../parts/story.tsx';
import { castOf, districtsOf } from '../people.ts';

/** What the demo is, a story to try, and everybody one can be. */
export function StartPage() {
  const t = useTranslations('start');
  const app = useTranslations('app');
  const errorText = useErrorText();
  const people = api.demo.people.useQuery();
  const cast = people.data ? castOf(people.data) : null;
  return (
    <>
      <AppBar
        brand={
          <>
            <Logo />
            {app('name')}
            <Badge>{app('demo')}</Badge>
          </>
        }
        end={<ThemeToggle compact />}
      />
      <Page>
        <header className="mx-auto max-w-lg py-6 text-center sm:py-10">
          <h1 className="font-bold text-3xl sm:text-4xl">{t('title')}</h1>
          <p className="mt-4 text-pretty text-lg text-muted">{t('intro')}</p>
        </header>
        <Flow />
        {people.data ? (
          <>
            {cast && (
              <>
                <Story admin={cast.admin} guest={cast.guest} />
                <FileStory admin={cast.admin} domainAdmin={cast.domainAdmin} people={people.data} />
                <MethodStories cast={cast} />
                <LinkStory cast={cast} people={people.data} />
                <FeatureStory cast={cast} />
                <MailStory cast={cast} />
                <EndStory cast={cast} />
              </>
            )}
            <section aria-labelledby="districts" className="mt-14">
              <h2 id="districts" className="font-semibold text-2xl">
                {t('districts')}
              </h2>
              <p className="mt-1 max-w-prose text-pretty text-muted">{t('districtsDetail')}</p>
              <div className="mt-6 grid items-start gap-6 lg:grid-cols-2">
                {districtsOf(people.data).map((district) => (
                  <DistrictSection key={district.name} district={district} />
                ))}
              </div>
            </section>
            <footer className="mt-12 flex flex-col gap-1.5 text-muted text-sm">
              <p>{t('note')}</p>
              <p>{t('safari', { host: `${people.data[0]?.label ?? 'lena'}.localhost` })}</p>
            </footer>
          </>
        ) : people.error ? (
          <ErrorState
            title={t('failedTitle')}
            description={errorText(people.error)}
            retrying={people.isFetching}
            onRetry={() => void people.refetch()}
          />
        ) : (
          <div role="status" className="mt-14 grid gap-6 lg:grid-cols-2">
            <span className="sr-only">{t('loading')}</span>
            <Skeleton className="h-72 rounded-lg" />
            <Skeleton className="h-72 rounded-lg" />
          </div>
        )}
      </Page>
    </>
  );
}
