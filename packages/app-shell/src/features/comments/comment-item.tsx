import { PlainIconButton } from '@rollcall/client/ui/plain-icon-button.tsx';
import { Spinner } from '@rollcall/client/ui/spinner.tsx';
import { Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'use-intl';

type CommentItemProps = {
  readonly text: string;
  readonly createdAt: string;
  readonly removing: boolean;
  readonly onRemove: () => void;
};

export function CommentItem({ text, createdAt, removing, onRemove }: CommentItemProps) {
  const t = useTranslations('comments');
  const format = useFormatter();
  return (
    <li className="flex items-start gap-2 rounded-md bg-sunken py-2 pr-1 pl-3">
      <div className="min-w-0 flex-1 py-1">
        <p className="whitespace-pre-wrap text-sm">{text}</p>
        <time dateTime={createdAt} className="text-muted text-xs">
          {format.dateTime(new Date(createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
      </div>
      <PlainIconButton
        size="small"
        icon={removing ? <Spinner decorative /> : <Trash2 />}
        label={t('remove', { text: text.slice(0, 40) })}
        disabled={removing}
        onClick={onRemove}
      />
    </li>
  );
}
