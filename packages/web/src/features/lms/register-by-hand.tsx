import { api } from '@rollcall/client/api/api.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import type { LicenseId } from '@rollcall/core/ids.ts';
import type { PlatformView } from '@rollcall/core/lti/contract.ts';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';
import { useIntent } from '../../lib/use-intent.ts';
import { CopyValues } from './copy-values.tsx';
import {
  handFieldLimit,
  handFieldProblem,
  handFields,
  handRegistration,
  noHandValues,
} from './hand-fields.ts';

type RegisterByHandProps = { readonly licenseId: LicenseId; readonly platform: PlatformView };

/** Registering by hand: our addresses for the other system, and the values that it shows afterwards. */
export function RegisterByHand({ licenseId, platform }: RegisterByHandProps) {
  const t = useTranslations('lms.byHand');
  const id = useId();
  const { name, tool } = platform;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h5 id={id} className="font-semibold">
        {t('title')}
      </h5>
      <p className="text-muted">{t('text')}</p>
      <ol className="flex list-decimal flex-col gap-3 pl-5 marker:font-medium marker:text-muted">
        <li>
          <p className="mb-2">{t('one', { name })}</p>
          <CopyValues
            values={[
              { term: t('loginUrl'), value: tool.loginUrl },
              { term: t('launchUrl'), value: tool.launchUrl },
              { term: t('keysUrl'), value: tool.keysUrl },
            ]}
          />
        </li>
        <li>
          <p className="mb-2">{t('two', { name })}</p>
          <Form licenseId={licenseId} platform={platform} />
        </li>
      </ol>
    </section>
  );
}

/** The form. What was typed stays until it has worked; the first field that is wrong gets the focus. */
function Form({ licenseId, platform }: RegisterByHandProps) {
  const t = useTranslations('lms.byHand');
  const utils = api.useUtils();
  const intent = useIntent();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(noHandValues);
  const [asked, setAsked] = useState(false);
  const registering = api.lms.registerByHand.useMutation({
    ...intent,
    onSuccess: () => {
      intent.onSuccess();
      void utils.lms.get.invalidate({ licenseId });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    const wrong = handFields.find((field) => handFieldProblem(field, values[field]) !== null);
    if (wrong !== undefined) {
      form.current?.querySelector<HTMLInputElement>(`[name="${wrong}"]`)?.focus();
      return;
    }
    const wanted = { licenseId, platformId: platform.id, ...handRegistration(values) };
    registering.mutate({ ...wanted, requestId: intent.idFor(wanted) });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
      {handFields.map((field) => {
        const problem = asked ? handFieldProblem(field, values[field]) : null;
        return (
          <TextField
            key={field}
            name={field}
            label={t(field)}
            hint={
              field === 'issuer' ? t('issuerHint') : field === 'deploymentId' ? t('deploymentHint') : null
            }
            optional={field === 'deploymentId'}
            value={values[field]}
            maxLength={handFieldLimit(field)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={problem && t(problem)}
            onChange={(event) => setValues({ ...values, [field]: event.target.value })}
          />
        );
      })}
      <CallProblem changes title={t('failed')} error={registering.error} />
      <Button type="submit" className="self-start" busy={registering.isPending}>
        {t('submit')}
      </Button>
    </form>
  );
}
