import { api } from '@rollcall/client/api/api.ts';
import { EmptyState } from '@rollcall/client/ui/empty-state.tsx';
import { Skeleton } from '@rollcall/client/ui/skeleton.tsx';
import type { RunId } from '@rollcall/core/ids.ts';
import type { LicenseView } from '@rollcall/core/licenses/license.ts';
import { type ConnectionView, type CourseView, syncSelection } from '@rollcall/core/sync/contract.ts';
import { School } from 'lucide-react';
import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { QueryFailure } from '../../lib/query-failure.tsx';
import { ChooserFrame } from './chooser-frame.tsx';
import {
  type ClassChoices,
  classesOf,
  classSummary,
  savedClasses,
  sentClasses,
  toggleClass,
  toggleTeacher,
} from './class-choices.ts';
import { ClassList } from './class-list.tsx';
import { usePlanSync } from './use-plan-sync.ts';
import { useSelectionDraft } from './use-selection-draft.ts';
import { VanishedNotice } from './vanished-notice.tsx';

type ClassChooserProps = {
  readonly license: LicenseView;
  readonly connection: ConnectionView;
  readonly onRun: (runId: RunId) => void;
};

/** Which classes the licence follows: chosen, planned, and saved by confirming the names of the plan. */
export function ClassChooser(props: ClassChooserProps) {
  const t = useTranslations('sync');
  const reading = api.connection.courses.useQuery({ licenseId: props.license.id });
  if (reading.data !== undefined) {
    const { courses } = reading.data;
    if (courses.length > 0) return <Chooser {...props} courses={courses} />;
    return (
      <EmptyState
        level={3}
        icon={<School />}
        title={t('classes.empty')}
        description={t('classes.emptyText')}
      />
    );
  }
  if (reading.isError) return <QueryFailure title={t('choose.failed.classroom')} query={reading} level={3} />;
  return (
    <div role="status" className="flex flex-col gap-3">
      <p className="text-muted text-sm">{t('choose.loading.classroom')}</p>
      <Skeleton className="h-64 rounded-lg" />
    </div>
  );
}

type ChooserProps = ClassChooserProps & { readonly courses: readonly CourseView[] };

function Chooser({ license, connection, onRun, courses }: ChooserProps) {
  const saved = useMemo(() => textOf(savedClasses(courses)), [courses]);
  const draft = useSelectionDraft({ licenseId: license.id, source: 'classroom' }, saved);
  const choices = useMemo(() => readClasses(draft.value), [draft.value]);
  const planning = usePlanSync(license.id, onRun);
  const plan = (wanted: ClassChoices) => planning.plan({ source: 'classroom', courses: sentClasses(wanted) });
  const change = (next: ClassChoices) => draft.set(textOf(next));
  return (
    <>
      <VanishedNotice
        connection={connection}
        busy={planning.isPending}
        onRemove={(ids) => plan(new Map([...readClasses(saved)].filter(([id]) => !ids.includes(id))))}
      />
      <ChooserFrame
        source="classroom"
        license={license}
        draft={draft}
        planning={planning}
        isEmpty={choices.size === 0}
        onPlan={() => plan(choices)}
        summary={<ClassSummary courses={courses} choices={choices} />}
      >
        <ClassList
          courses={courses}
          choices={choices}
          onTick={(id) => change(toggleClass(choices, id))}
          onTeacher={(id, teacher) => change(toggleTeacher(choices, id, teacher))}
        />
      </ChooserFrame>
    </>
  );
}

function ClassSummary({ courses, choices }: Pick<ChooserProps, 'courses'> & { choices: ClassChoices }) {
  const t = useTranslations('sync.summary');
  const { list } = useFormatter();
  const { classes, students, teachers } = classSummary(courses, choices);
  if (classes === 0) return t('none');
  return list(
    [
      t('classes', { count: classes }),
      t('students', { count: students }),
      ...(teachers === 0 ? [] : [t('teachers', { count: teachers })]),
    ],
    { type: 'unit' },
  );
}

const textOf = (choices: ClassChoices) => JSON.stringify(sentClasses(choices));

/** What was kept in the tab, or nothing where that cannot be read. */
function readClasses(text: string): ClassChoices {
  try {
    const selection = syncSelection.parse({ source: 'classroom', courses: JSON.parse(text) });
    return selection.source === 'classroom' ? classesOf(selection.courses) : new Map();
  } catch {
    return new Map();
  }
}
