import { Badge } from '@rollcall/client/ui/badge.tsx';
import { classNames } from '@rollcall/client/ui/class-names.ts';
import type { CourseView } from '@rollcall/core/sync/contract.ts';
import { type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import type { ClassChoices } from './class-choices.ts';

type ClassListProps = {
  readonly courses: readonly CourseView[];
  readonly choices: ClassChoices;
  readonly onTick: (id: string) => void;
  readonly onTeacher: (id: string, teacher: string) => void;
};

/** The classes to tick, the active ones first; below a ticked one its co-teachers, of whom nobody comes unasked. */
export function ClassList({ courses, choices, onTick, onTeacher }: ClassListProps) {
  const t = useTranslations('sync.classes');
  const active = courses.filter(({ state }) => state === 'active');
  const archived = courses.filter(({ state }) => state === 'archived');
  return (
    <ul aria-label={t('label')} className="divide-y divide-line border-line border-t">
      {[...active, ...archived].map((course) => (
        <li key={course.id} className="px-5 py-3 sm:px-6">
          <ClassTick course={course} isTicked={choices.has(course.id)} onTick={() => onTick(course.id)} />
          {choices.has(course.id) && course.coTeachers.length > 0 && (
            <Teachers
              course={course}
              ticked={choices.get(course.id) ?? new Set()}
              onTeacher={(teacher) => onTeacher(course.id, teacher)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

type ClassTickProps = {
  readonly course: CourseView;
  readonly isTicked: boolean;
  readonly onTick: () => void;
};

function ClassTick({ course, isTicked, onTick }: ClassTickProps) {
  const t = useTranslations('sync.classes');
  const isArchived = course.state === 'archived';
  return (
    <Tick checked={isTicked} disabled={isArchived && !course.chosen && !isTicked} onTick={onTick}>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
        <bdi className="font-medium wrap-anywhere">{course.name}</bdi>
        {course.section !== null && <bdi className="text-muted wrap-anywhere">{course.section}</bdi>}
        {isArchived && <Badge>{t('archived')}</Badge>}
      </span>
      <span className="shrink-0 text-muted text-sm tabular-nums">
        {t('students', { count: course.students })}
      </span>
    </Tick>
  );
}

type TeachersProps = {
  readonly course: CourseView;
  readonly ticked: ReadonlySet<string>;
  readonly onTeacher: (teacher: string) => void;
};

function Teachers({ course, ticked, onTeacher }: TeachersProps) {
  const t = useTranslations('sync.classes');
  const hintId = useId();
  return (
    <fieldset aria-describedby={hintId} className="mt-2 ml-8 border-line border-l pl-4">
      <legend className="float-left w-full font-medium text-sm">{t('teachers')}</legend>
      <p id={hintId} className="clear-both text-muted text-sm">
        {t('teachersHint')}
      </p>
      <div className="mt-1 flex flex-col">
        {course.coTeachers.map(({ id, name, email }) => (
          <Tick key={id} checked={ticked.has(id)} onTick={() => onTeacher(id)}>
            <span className="flex min-w-0 flex-wrap gap-x-3 py-1">
              <bdi>{name}</bdi>
              {email !== null && <bdi className="text-muted wrap-anywhere">{email}</bdi>}
            </span>
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}

type TickProps = {
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onTick: () => void;
  readonly children: ReactNode;
};

function Tick({ checked, disabled = false, onTick, children }: TickProps) {
  return (
    <label
      className={classNames(
        'flex min-h-9 items-center gap-3 text-sm touch:min-h-11',
        disabled ? 'text-muted' : 'cursor-pointer',
      )}
    >
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={onTick}
        className="size-4.5 shrink-0 accent-accent"
      />
      {children}
    </label>
  );
}
