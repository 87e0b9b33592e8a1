import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { showToast } from '@rollcall/client/ui/toast.ts';
import type { LicenseId, PlatformId } from '@rollcall/core/ids.ts';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';

type AddPlatformProps = {
  readonly licenseId: LicenseId;
  /** Its card says what comes next. */
  readonly onAdded: (id: PlatformId) => void;
};

/** Begins with another learning management system, by its name. What was typed stays until it has worked. */
export function AddPlatform({ licenseId, onAdded }: AddPlatformProps) {
  const t = useTranslations('lms.add');
  const utils = api.useUtils();
  const intent = useIntent();
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const adding = api.lms.addPlatform.useMutation({
    ...intent,
    onSuccess: (platform) => {
      intent.onSuccess();
      setName('');
      setAsked(false);
      showToast.success({ title: t('done', { name: platform.name }) });
      onAdded(platform.id);
      void utils.lms.get.invalidate({ licenseId });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const wanted = { licenseId, name: name.trim() };
    if (wanted.name !== '') adding.mutate({ ...wanted, requestId: intent.idFor(wanted) });
  };
  return (
    <Card aria-labelledby="add-platform">
      <CardHeader level={3} titleId="add-platform" title={t('title')} description={t('text')} />
      <CardBody>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <CallProblem changes title={t('failed')} error={adding.error} />
          <TextField
            label={t('label')}
            hint={t('hint')}
            value={name}
            maxLength={100}
            autoComplete="off"
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
