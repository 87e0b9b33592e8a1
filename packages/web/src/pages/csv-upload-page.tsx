import { Button } from '@rollcall/client/ui/button.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { RunId } from '@rollcall/core/ids.ts';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AdditionMode } from '../features/additions/addition-mode.tsx';
import { CsvUpload } from '../features/csv/csv-upload.tsx';
import { RunGone } from '../features/runs/run-gone.tsx';
import { RunPanel } from '../features/runs/run-panel.tsx';
import { usePageTitle } from '../lib/use-page-title.ts';
import { useLicenseFeed } from '../live/license-feed.ts';
import { BackToMethods } from './back-to-methods.tsx';

const route = getRouteApi('/licenses/$licenseId/add/csv');

/** Adding or removing the people of a file: the file, then the run that it became. */
export function CsvUploadPage() {
  const t = useTranslations();
  const { license, myAdditions } = useLicenseFeed();
  const { run } = route.useSearch();
  const navigate = useNavigate();
  const [uploaded, setUploaded] = useState<RunId | null>(null);
  usePageTitle(t('csv.title'));
  const goTo = (search: { run?: typeof run }) =>
    void navigate({ to: '/licenses/$licenseId/add/csv', params: { licenseId: license.id }, search });
  return (
    <section aria-labelledby="csv-upload-page" className="flex flex-col gap-4">
      <BackToMethods licenseId={license.id} />
      <Heading
        aside={
          run !== undefined && (
            <Button size="small" onClick={() => goTo({})}>
              {t('csv.another')}
            </Button>
          )
        }
      />
      {run === undefined ? (
        <CsvUpload
          key={license.id}
          license={license}
          mode={<AdditionMode mode={myAdditions} phase={license.phase} />}
          onRun={({ id }) => {
            setUploaded(id);
            goTo({ run: id });
          }}
        />
      ) : (
        <RunPanel key={run} runId={run} takesFocus={run === uploaded} gone={<RunGone />} />
      )}
    </section>
  );
}

function Heading({ aside }: { readonly aside: ReactNode }) {
  const t = useTranslations('csv');
  const { licenseId } = useLicenseFeed();
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
      <h2 id="csv-upload-page" className="font-semibold text-xl">
        {t('title')}
      </h2>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        {aside}
        <Link
          to="/licenses/$licenseId/add/$method/help"
          params={{ licenseId, method: 'csv' }}
          className={`text-sm ${textLinkClasses}`}
        >
          {t('help')}
        </Link>
      </div>
    </header>
  );
}
