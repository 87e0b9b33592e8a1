import { Button } from '@rollcall/client/ui/button.tsx';
import { Dialog } from '@rollcall/client/ui/dialog.tsx';
import { TextField } from '@rollcall/client/ui/text-field.tsx';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CallProblem } from '../../lib/call-problem.tsx';

type RenameDialogProps = {
  readonly title: string;
  readonly description?: string;
  readonly label: string;
  readonly save: string;
  readonly empty: string;
  readonly failed: string;
  readonly name: string;
  readonly maxLength: number;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
};

/** Asks for another name. What was typed stays until it has worked. */
export function RenameDialog(props: RenameDialogProps) {
  const { command, onClose, onSave } = props;
  const t = useTranslations('ui');
  const form = useId();
  const box = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(props.name);
  const [asked, setAsked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '') onSave(name.trim());
  };
  return (
    <Dialog
      open
      size="small"
      onOpenChange={(open) => !open && onClose()}
      dismissible={!command.isPending}
      initialFocus={box}
      title={props.title}
      description={props.description}
      footer={
        <>
          <Button onClick={onClose} disabled={command.isPending}>
            {t('cancel')}
          </Button>
          <Button type="submit" form={form} variant="primary" busy={command.isPending}>
            {props.save}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <CallProblem changes title={props.failed} error={command.error} />
        <TextField
          ref={box}
          label={props.label}
          value={name}
          maxLength={props.maxLength}
          autoComplete="off"
          error={asked && name.trim() === '' && props.empty}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
