import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardFooter, CardHeader } from '@rollcall/client/ui/card.tsx';
import { Notice } from '@rollcall/client/ui/notice.tsx';
import type { DomainChoice, DomainWideView } from '@rollcall/core/domains/contract.ts';
import type { DomainId, LicenseId, RunId } from '@rollcall/core/ids.ts';
import type { UserType } from '@rollcall/core/licenses/seats.ts';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';
import { DomainRow } from './domain-row.tsx';

type DomainChooserProps = {
  readonly licenseId: LicenseId;
  readonly view: DomainWideView;
  /** Gets the plan of what was chosen. */
  readonly onRun: (runId: RunId) => void;
};

/** Which domains bring their people, and as what: chosen here, planned, and saved by confirming the plan. */
export function DomainChooser({ licenseId, view, onRun }: DomainChooserProps) {
  const t = useTranslations('domainWide.choose');
  const intent = useIntent();
  const planning = api.run.planDomains.useMutation(intent);
  const [draft, setDraft] = useState<ReadonlyMap<DomainId, UserType | null>>(new Map());
  const [asked, setAsked] = useState(false);
  const wanted = choicesOf(view, draft);
  const plan = () => {
    setAsked(true);
    if (wanted.length === 0) return;
    const body = { licenseId, domains: wanted };
    planning.mutate({ ...body, requestId: intent.idFor(body) }, { onSuccess: ({ id }) => onRun(id) });
  };
  return (
    <Card aria-labelledby="domain-choice">
      <CardHeader level={3} titleId="domain-choice" title={t('title')} description={t('text')} />
      <CardBody className="flex flex-col gap-4">
        <CallProblem changes title={t('failed')} error={planning.error} />
        <ul aria-label={t('list')} className="divide-y divide-line border-line border-y">
          {view.domains.map((domain) => (
            <DomainRow
              key={domain.domainId}
              licenseId={licenseId}
              domain={domain}
              value={draft.get(domain.domainId) ?? domain.userType}
              onChange={(type) => setDraft(new Map(draft).set(domain.domainId, type))}
            />
          ))}
        </ul>
        <p className="text-muted text-sm">{t('typeNote')}</p>
        {asked && wanted.length === 0 && <Notice tone="warning" role="alert" title={t('nothing')} />}
      </CardBody>
      <CardFooter>
        <Button variant="primary" busy={planning.isPending} onClick={plan}>
          {t('plan')}
        </Button>
      </CardFooter>
    </Card>
  );
}

/** What is to be planned: what is newly chosen, or chosen as something else; without such, all that is chosen once more. */
function choicesOf(
  { domains }: DomainWideView,
  draft: ReadonlyMap<DomainId, UserType | null>,
): DomainChoice[] {
  const usable = domains.filter(({ state }) => state === 'verified');
  const fresh = usable.flatMap(({ domainId, userType }) => {
    const wanted = draft.get(domainId) ?? null;
    return wanted === null || wanted === userType ? [] : [{ domainId, userType: wanted }];
  });
  if (fresh.length > 0) return fresh;
  return usable.flatMap(({ domainId, userType }) => (userType === null ? [] : [{ domainId, userType }]));
}
