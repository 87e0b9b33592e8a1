import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { DomainId } from '@rollcall/core/ids.ts';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

/** Adds a domain to the district of another one. What was typed stays until it has worked. */
export function AddDomain({ beside }: { readonly beside: DomainId }) {
  const t = useTranslations('domains.add');
  const utils = api.useUtils();
  const intent = useIntent();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const adding = api.domain.add.useMutation({
    ...intent,
    onSuccess: async (domain) => {
      intent.onSuccess();
      void utils.domain.log.invalidate();
      await utils.domain.list.invalidate();
      setName('');
      setAsked(false);
      showToast.success({ title: t('done', { domain: domain.name }) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const wanted = { beside, name: name.trim() };
    if (wanted.name !== '') adding.mutate({ ...wanted, requestId: intent.idFor(wanted) });
  };
  return (
    <Card aria-labelledby={`add-${beside}`}>
      <CardHeader level={3} titleId={`add-${beside}`} title={t('title')} description={t('text')} />
      <CardBody>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <CallProblem changes title={t('failed')} error={adding.error} />
          <TextField
            label={t('label')}
            hint={t('hint')}
            value={name}
            maxLength={300}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={asked && name.trim() === '' && t('empty')}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" variant="primary" className="self-start" busy={adding.isPending}>
            {t('submit')}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
