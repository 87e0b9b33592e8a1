import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog.tsx';
import { SignInForm } from './sign-in-form.tsx';

type SignInAgainDialogProps = {
  readonly open: boolean;
  /** The address to start from. */
  readonly email: string;
  readonly onSignedIn: () => Promise<void>;
  readonly onClose: () => void;
};

/** A fresh sign-in over a page that keeps what was typed into it. */
export function SignInAgainDialog({ open, email, onSignedIn, onClose }: SignInAgainDialogProps) {
  const t = useTranslations('account.signIn');
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      size="small"
      title={t('againTitle')}
      description={t('introAgain')}
    >
      <SignInForm email={email} onSignedIn={onSignedIn} />
    </Dialog>
  );
}
