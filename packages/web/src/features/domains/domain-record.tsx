import { buttonClasses } from '@rollcall/client/ui/button-classes.ts';
import { CopyButton } from '@rollcall/client/ui/copy-button.tsx';
import type { DomainView } from '@rollcall/core/domains/contract.ts';
import { ExternalLink } from 'lucide-react';
import { useTranslations } from 'use-intl';

type DomainRecordProps = { readonly domain: DomainView; readonly sandboxUrl: string | null };

/** How to show that a domain is the district's, step by step, with the record to copy. */
export function DomainRecord({ domain, sandboxUrl }: DomainRecordProps) {
  const t = useTranslations('domains.record');
  const { record } = domain;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <h4 className="font-semibold">{t('heading')}</h4>
      <ol className="flex list-decimal flex-col gap-3 pl-5 marker:font-medium marker:text-muted">
        <li>{t('one')}</li>
        <li>
          {t('two')}
          <dl className="mt-2 divide-y divide-line rounded-md border border-line bg-sunken">
            <Part term={t('type')} value="TXT" />
            <Part term={t('name')} value={record.name} copy={t('copyName')} />
            <Part term={t('value')} value={record.value} copy={t('copyValue')} />
          </dl>
          <p className="mt-2 text-muted">
            {t('shortName')} {t('keep')}
          </p>
        </li>
        <li>{t('three')}</li>
      </ol>
      {sandboxUrl !== null && <SandboxLink url={sandboxUrl} />}
    </div>
  );
}

type PartProps = { readonly term: string; readonly value: string; readonly copy?: string };

function Part({ term, value, copy }: PartProps) {
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-0.5 px-3 py-2 sm:grid-cols-[4rem_1fr_auto]">
      <dt className="text-muted max-sm:col-span-2">{term}</dt>
      <dd className="min-w-0 font-mono wrap-anywhere">{value}</dd>
      {copy !== undefined && (
        <dd>
          <CopyButton iconOnly value={value} label={copy} />
        </dd>
      )}
    </div>
  );
}

/** In the demo DNS is the sandbox's. */
function SandboxLink({ url }: { readonly url: string }) {
  const t = useTranslations('domains.sandbox');
  return (
    <div className="rounded-md border border-accent-line bg-accent-soft px-4 py-3">
      <p className="font-semibold">{t('title')}</p>
      <p className="mt-0.5">{t('text')}</p>
      <a href={url} target="_blank" rel="noreferrer" className={`mt-3 ${buttonClasses({ size: 'small' })}`}>
        {t('open')}
        <ExternalLink aria-hidden="true" />
      </a>
    </div>
  );
}
