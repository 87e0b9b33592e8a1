import { Button } from '@rollcall/client/ui/button.tsx';
import { ConfirmDialog } from '@rollcall/client/ui/confirm-dialog.tsx';
import { type ReactNode, useState } from 'react';
import { CallProblem } from '../../lib/call-problem.tsx';

type AskFirstProps = {
  /** What stands on the button, and what it is called among others of its kind. */
  readonly button: string;
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly failed: string;
  readonly tone: 'danger' | 'primary';
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  /** Gets what closes the dialog. */
  readonly onConfirm: (close: () => void) => void;
  readonly children?: ReactNode;
};

/** A button whose consequences are said before anything happens. */
export function AskFirst({ button, label, command, failed, children, ...dialog }: AskFirstProps) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" aria-label={label} onClick={() => setAsks(true)}>
        {button}
      </Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        tone={dialog.tone}
        title={dialog.title}
        description={dialog.text}
        confirmLabel={dialog.confirm}
        busy={command.isPending}
        onConfirm={() => dialog.onConfirm(() => setAsks(false))}
      >
        {(children || (asks && command.error !== null)) && (
          <div className="flex flex-col gap-3 text-sm">
            {children}
            <CallProblem changes title={failed} error={asks && command.error} />
          </div>
        )}
      </ConfirmDialog>
    </>
  );
}
