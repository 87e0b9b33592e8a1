import { Mail } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Badge } from '../ui/badge.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useAccount } from './account.ts';
import { AddAddressForm } from './add-address-form.tsx';

type AddressesDialogProps = { readonly open: boolean; readonly onClose: () => void };

/** The person's addresses, and the way to add one. */
export function AddressesDialog({ open, onClose }: AddressesDialogProps) {
  const t = useTranslations('account.addresses');
  const { emails } = useAccount();
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('title')}
      description={t('description')}
    >
      <ul aria-label={t('list')} className="divide-y divide-line rounded-md border border-line">
        {emails.map((email, place) => (
          <li key={email} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <Mail aria-hidden="true" className="size-4 shrink-0 text-muted" />
            <span className="min-w-0 flex-1 break-all">{email}</span>
            {place === 0 && emails.length > 1 && <Badge>{t('first')}</Badge>}
          </li>
        ))}
      </ul>
      <div className="mt-6 border-line border-t pt-5">
        <AddAddressForm />
      </div>
    </Dialog>
  );
}
