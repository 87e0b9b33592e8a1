import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { DescriptionItem, DescriptionList } from '@rollcall/client/ui/description-list.tsx';
import { textLinkClasses } from '@rollcall/client/ui/text-link-classes.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { statusTotals } from '../../lib/status-totals.ts';
import { MailFact } from './mail-fact.tsx';
import { PhaseBadge } from './phase-badge.tsx';
import { useTermText } from './term-text.ts';

/** What the district bought, until when, and how many people are on it. */
export function FactsCard({ license }: { readonly license: LicenseView }) {
  const t = useTranslations('details');
  const type = useTranslations('license.typeLong');
  const term = useTermText(license);
  return (
    <Card aria-labelledby="license-facts">
      <CardHeader titleId="license-facts" title={t('facts')} />
      <CardBody>
        <DescriptionList>
          <DescriptionItem term={t('type')}>{type(license.type)}</DescriptionItem>
          <DescriptionItem term={t('district')}>{license.districtName}</DescriptionItem>
          <DescriptionItem term={t('term')}>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {term.range}
              <PhaseBadge phase={license.phase} />
            </span>
            <span className="mt-0.5 block text-muted">{term.left}</span>
          </DescriptionItem>
          <DescriptionItem term={t('people')}>
            {t('peopleText', statusTotals(license.counts))}
            <Link
              to="/licenses/$licenseId/users"
              params={{ licenseId: license.id }}
              className={`ml-3 ${textLinkClasses}`}
            >
              {t('showPeople')}
            </Link>
          </DescriptionItem>
          <MailFact licenseId={license.id} />
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
