import { CallFailure } from '@rollcall/client/account/call-failure.tsx';
import { api } from '@rollcall/client/api/api.ts';
import { refusalOf } from '@rollcall/client/api/refusal.ts';
import { Button } from '@rollcall/client/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@rollcall/client/ui/card.tsx';
import { ErrorState } from '@rollcall/client/ui/error-state.tsx';
import { useAnnounce } from '@rollcall/client/ui/live-announcer.tsx';
import { SkeletonText } from '@rollcall/client/ui/skeleton.tsx';
import { TextArea } from '@rollcall/client/ui/text-area.tsx';
import { useErrorText } from '@rollcall/client/words/error-text.ts';
import { MessageSquareText } from 'lucide-react';
import { type FormEvent, type RefObject, useId } from 'react';
import { useTranslations } from 'use-intl';
import { CommentItem } from './comment-item.tsx';

type CommentsPanelProps = {
  /** What is being written. It lives above the panel, so that it outlasts the panel being locked. */
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** The server says that the feature is locked: what the app knows of the licence is out of date. */
  readonly onLocked: () => void;
};

/** The longest comment that the server takes. In characters. */
const commentLimit = 2000;

/** The person's comments on the document. */
export function CommentsPanel({ draft, onDraft, fieldRef, onLocked }: CommentsPanelProps) {
  const t = useTranslations('comments');
  const announce = useAnnounce();
  const titleId = useId();
  const utils = api.useUtils();
  const add = api.document.addComment.useMutation({
    onSuccess: (added) => {
      utils.document.comments.setData(undefined, (known) => [...(known ?? []), added]);
      onDraft('');
      announce(t('added'));
      fieldRef.current?.focus();
    },
    onError: (error) => {
      if (refusalOf(error)?.code === 'FEATURE_LOCKED') onLocked();
    },
  });
  const length = draft.trim().length;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (add.isPending || length > commentLimit) return;
    if (length === 0) fieldRef.current?.focus();
    else add.mutate({ text: draft });
  };

  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        icon={<MessageSquareText aria-hidden="true" />}
        titleId={titleId}
        title={t('title')}
        description={t('description')}
      />
      <CardBody className="flex flex-col gap-4">
        <CommentList onLocked={onLocked} />
        <form onSubmit={submit} className="flex flex-col gap-3">
          <TextArea
            ref={fieldRef}
            label={t('label')}
            placeholder={t('placeholder')}
            rows={3}
            value={draft}
            onChange={(event) => onDraft(event.target.value)}
            error={length > commentLimit ? t('tooLong', { count: length }) : undefined}
          />
          <CallFailure error={add.error} />
          <Button type="submit" variant="primary" size="small" className="self-end" busy={add.isPending}>
            {t('add')}
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}

function CommentList({ onLocked }: { readonly onLocked: () => void }) {
  const t = useTranslations('comments');
  const errorText = useErrorText();
  const announce = useAnnounce();
  const utils = api.useUtils();
  const comments = api.document.comments.useQuery();
  const remove = api.document.removeComment.useMutation({
    onSuccess: () => announce(t('removed')),
    onError: (error) => {
      if (refusalOf(error)?.code === 'FEATURE_LOCKED') onLocked();
    },
    onSettled: () => utils.document.comments.invalidate(),
  });

  if (comments.isPending) {
    return (
      <div role="status">
        <span className="sr-only">{t('loading')}</span>
        <SkeletonText lines={3} />
      </div>
    );
  }
  if (!comments.data) {
    return (
      <ErrorState
        level={3}
        title={t('loadFailed')}
        description={errorText(comments.error)}
        retrying={comments.isFetching}
        onRetry={() => void comments.refetch()}
      />
    );
  }
  if (comments.data.length === 0) return <p className="text-muted text-sm">{t('empty')}</p>;
  const gone = refusalOf(remove.error)?.code === 'NOT_FOUND';
  return (
    <>
      <ul aria-label={t('list')} className="flex flex-col gap-2">
        {comments.data.map((comment) => (
          <CommentItem
            key={comment.id}
            text={comment.text}
            createdAt={comment.createdAt}
            removing={remove.isPending && remove.variables.commentId === comment.id}
            onRemove={() => remove.mutate({ commentId: comment.id })}
          />
        ))}
      </ul>
      {!gone && <CallFailure error={remove.error} />}
    </>
  );
}
