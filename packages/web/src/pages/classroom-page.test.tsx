// @vitest-environment jsdom
import type { ConnectionView, CourseView } from '@rollcall/core/sync/contract.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeServer } from '../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { plannedRun, run, runRow } from '../fixtures/run-fixtures.ts';
import { connection, course } from '../fixtures/sync-fixtures.ts';
import { methodWords } from '../words/parts/methods.ts';
import { syncWords } from '../words/parts/sync.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();

const address = '/licenses/00000000-0000-4000-8000-000000000001/add/classroom';
const words = syncWords.sync;
const teacherLicense = license({ type: 'teacher', name: 'Ms Lind' });
const pat = { id: 'pat', name: 'Pat Kerr', email: 'pat@school.example' };

function server(courses: CourseView[], changes: Partial<ConnectionView> = {}) {
  const planned = plannedRun(9, { added: 1 }, { kind: 'sync', source: 'classroom', fileName: null });
  return {
    ...ordinaryServer(teacherLicense),
    'connection.get': () => ({ hindrance: null, connection: connection('classroom', changes) }),
    'connection.courses': () => ({ courses }),
    'run.planSync': () => planned,
    'run.get': () => planned,
    'run.rows': () => ({ rows: [runRow(1, 'added', { line: null, name: 'Ida Holm' })], nextCursor: null }),
  };
}

test('[CONNECT-1] connecting says that it is the teacher’s own account, and what of it is read', async () => {
  fakeServer.answer(ordinaryServer(teacherLicense));
  renderApp(address);
  await screen.findByText(words.begin.whoText.classroom);
  await screen.findByText(words.scope.rosters);
  expect(screen.queryByText(words.scope.orgUnits)).toBeNull();
});

test('[METHOD-1] on another type of license the page says why it is not for it', async () => {
  fakeServer.answer(ordinaryServer());
  renderApp(address);
  expect(await screen.findByText(methodWords.fit.reason.teacher_license_only)).toBeTruthy();
});

test('[CLASSROOM-2] classes are ticked, co-teachers are listed unticked, and the plan shows the names', async () => {
  fakeServer.answer(server([course(1, { coTeachers: [pat] }), course(2)], { savedAt: null }));
  const { user } = renderApp(address);
  await user.click(await screen.findByRole('checkbox', { name: /Class 1/ }));
  const teacher = await screen.findByRole<HTMLInputElement>('checkbox', { name: /Pat Kerr/ });
  expect(teacher.checked).toBe(false);
  await screen.findByText('1 class, 24 students');
  await user.click(teacher);
  await screen.findByText('1 class, 24 students, 1 co-teacher');
  await user.click(screen.getByRole('checkbox', { name: /Class 2/ }));
  await user.click(screen.getByRole('button', { name: words.choose.plan }));
  expect(fakeServer.callsOf('run.planSync')).toMatchObject([
    {
      selection: {
        source: 'classroom',
        courses: [
          { id: 'course-1', teachers: ['pat'] },
          { id: 'course-2', teachers: [] },
        ],
      },
    },
  ]);
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText('Ida Holm');
});

test('[CLASSROOM-4] an archived class asks; it cannot be ticked anew', async () => {
  const courses = [
    course(1, { chosen: true }),
    course(2, { chosen: true, state: 'archived' }),
    course(3, { state: 'archived' }),
  ];
  fakeServer.answer({
    ...server(courses, { vanished: [{ id: 'course-2', name: 'Class 2', people: 24 }] }),
    'run.planSync': () => run(9, { kind: 'sync', state: 'reading', source: 'classroom' }),
    'run.get': () => run(9, { kind: 'sync', state: 'reading', source: 'classroom' }),
  });
  const { user } = renderApp(address);
  await screen.findByText('Class 2: 24 people');
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /Class 3/ })).disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: words.vanished.remove }));
  await waitFor(() =>
    expect(fakeServer.callsOf('run.planSync')).toMatchObject([
      { selection: { courses: [{ id: 'course-1', teachers: [] }] } },
    ]),
  );
});

test('[CONNECT-4] without classes it says so, and what to do', async () => {
  fakeServer.answer(server([], { savedAt: null }));
  renderApp(address);
  expect(await screen.findByText(words.classes.empty)).toBeTruthy();
  await screen.findByText(words.classes.emptyText);
});
