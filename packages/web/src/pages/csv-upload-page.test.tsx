// @vitest-environment jsdom
import type { DomainErrorShape } from '@rollcall/core/errors.ts';
import type { CsvInspection } from '@rollcall/core/runs/csv-contract.ts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeServer } from '../fixtures/fake-server.ts';
import { license, ordinaryServer } from '../fixtures/fixtures.ts';
import { renderApp, useFakeBrowser } from '../fixtures/render-app.tsx';
import { inspection, plannedRun, run, runIdOf, runRow } from '../fixtures/run-fixtures.ts';
import { en } from '../words/en.ts';
import { csvWords } from '../words/parts/csv.ts';
import { runWords } from '../words/parts/runs.ts';

vi.mock('@rollcall/client/live/live-provider.tsx', () => import('../fixtures/fake-live.tsx'));
useFakeBrowser();
afterEach(() => fakeServer.resetHandlers());

const address = '/licenses/00000000-0000-4000-8000-000000000001/add/csv';
const words = csvWords.csv;

function server(view = license()) {
  return {
    ...ordinaryServer(view),
    'run.get': () => plannedRun(7, { added: 1 }),
    'run.rows': () => ({ rows: [runRow(1, 'added')], nextCursor: null }),
  };
}

type Uploads = { readonly query: URLSearchParams; readonly text: string }[];

/** A server that answers what a file looks like, and takes it. */
function filesServer(look: CsvInspection | ((text: string) => CsvInspection)): Uploads {
  const uploads: Uploads = [];
  fakeServer.use(
    http.post('*/files/licenses/:id/csv/inspect', async ({ request }) => {
      const text = await request.text();
      return HttpResponse.json(typeof look === 'function' ? look(text) : look);
    }),
    http.post('*/files/licenses/:id/csv', async ({ request }) => {
      uploads.push({ query: new URL(request.url).searchParams, text: await request.text() });
      return HttpResponse.json(run(7));
    }),
  );
  return uploads;
}

function refuses(path: string, refusal: DomainErrorShape): void {
  const data = { code: 'BAD_REQUEST', httpStatus: 400, refusal };
  fakeServer.use(
    http.post(path, () =>
      HttpResponse.json({ error: { message: refusal.code, code: -32_600, data } }, { status: 400 }),
    ),
  );
}

const file = (text = 'Email\nana@school.example\n', name = 'pupils.csv') => new File([text], name);
const choose = async (chosen: File) =>
  fireEvent.change(await screen.findByLabelText(words.drop.label), { target: { files: [chosen] } });
const uploadButton = () => screen.findByRole<HTMLButtonElement>('button', { name: words.upload.button });
const optionsOf = (uploads: Uploads) => JSON.parse(uploads[0]?.query.get('options') ?? '{}') as unknown;

test('[RUNVIEW-4] a file is shown as it is read, uploaded whole, and becomes a plan on the same page', async () => {
  fakeServer.answer(server());
  const uploads = filesServer(inspection());
  const { user, router } = renderApp(address);
  await choose(file());
  await screen.findByText('One column is not used: Homeroom');
  await screen.findByRole('cell', { name: 'Ana Ruiz' });
  await user.click(await uploadButton());
  const plan = await screen.findByRole('heading', { name: runWords.run.plan.title });
  await waitFor(() => expect(document.activeElement).toBe(plan));
  expect(router.state.location.search).toEqual({ run: runIdOf(7) });
  expect(uploads[0]?.text).toBe('Email\nana@school.example\n');
  expect(Object.fromEntries(uploads[0]?.query ?? [])).toMatchObject({
    kind: 'csv_add',
    userType: 'student',
    fileName: 'pupils.csv',
  });
  expect(optionsOf(uploads)).toEqual({
    encoding: 'utf-8',
    delimiter: ',',
    hasHeader: true,
    roles: ['email', 'name', 'ignored'],
  });
});

test('[CSV-1] the encoding question shows both readings, and the file is looked at again in the chosen one', async () => {
  fakeServer.answer(server());
  const questions: CsvInspection['questions'] = [
    {
      question: 'encoding',
      readings: [
        { encoding: 'windows-1252', lines: ['José'] },
        { encoding: 'utf-8', lines: ['Jos�'] },
      ],
    },
  ];
  const looks: string[] = [];
  const uploads = filesServer((text) => {
    looks.push(text);
    return looks.length === 1
      ? inspection({ encoding: 'utf-8', questions })
      : inspection({
          rows: [
            ['Email', 'Name', 'Homeroom'],
            ['jose@school.example', 'José', ''],
          ],
        });
  });
  const { user } = renderApp(address);
  await choose(new File([new Uint8Array([0x4a, 0x6f, 0x73, 0xe9])], 'names.csv'));
  await user.click(await screen.findByRole('radio', { name: /^Windows/ }));
  await screen.findByRole('cell', { name: 'José' });
  expect(looks[1]).toBe('José');
  await user.click(await uploadButton());
  await waitFor(() => expect(optionsOf(uploads)).toMatchObject({ encoding: 'windows-1252' }));
});

test('[CSV-2] header and address column are asked, with the likeliest answer chosen; answers are sent', async () => {
  fakeServer.answer(server());
  const uploads = filesServer(
    inspection({
      hasHeader: true,
      questions: [
        { question: 'header', firstLine: ['ana@school.example', 'x', 'mum@home.example'] },
        { question: 'email_column', columns: [0, 2] },
      ],
    }),
  );
  const { user } = renderApp(address);
  await choose(file());
  expect(await screen.findByRole('radio', { name: words.question.headerYes, checked: true })).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: words.question.headerNo }));
  await user.click(screen.getByRole('radio', { name: /^Homeroom/ }));
  await user.click(await uploadButton());
  await waitFor(() =>
    expect(optionsOf(uploads)).toMatchObject({ hasHeader: false, roles: ['ignored', 'name', 'email'] }),
  );
});

test('without a column of addresses nothing can be uploaded, until one is named', async () => {
  fakeServer.answer(server());
  filesServer(
    inspection({
      columns: [{ index: 0, header: 'Contact', role: 'ignored' }],
      rows: [['Contact'], ['ana@school.example']],
      ignored: [],
    }),
  );
  const { user } = renderApp(address);
  await choose(file());
  await screen.findByText(words.read.noEmail);
  expect((await uploadButton()).disabled).toBe(true);
  await user.selectOptions(screen.getByRole('combobox', { name: /Contact/ }), 'email');
  expect((await uploadButton()).disabled).toBe(false);
});

test('removing is said loudly, asks for no user type, and is sent as such', async () => {
  fakeServer.answer(server());
  const uploads = filesServer(inspection());
  const { user } = renderApp(address);
  await user.click(await screen.findByRole('radio', { name: words.remove }));
  await screen.findByText(words.removeTitle);
  expect(screen.queryByRole('radio', { name: /^Teacher/ })).toBeNull();
  await choose(file());
  await user.click(await uploadButton());
  await waitFor(() => expect(uploads[0]?.query.get('kind')).toBe('csv_remove'));
});

test.each([
  ['an empty one', file(''), en.refusal.fileNotReadable.empty],
  ['a spreadsheet', file('PK\u0003\u0004rest', 'pupils.xlsx'), en.refusal.fileNotReadable.spreadsheet],
  ['a PDF', file('%PDF-1.7', 'pupils.csv'), en.refusal.fileNotReadable.not_text],
])('[CSV-5] %s is refused before anything is sent', async (_what, chosen, said) => {
  fakeServer.answer(server());
  renderApp(address);
  await choose(chosen);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(said.split('{')[0]);
  expect(alert.textContent).toContain(words.problem.nothing);
});

test('[CSV-6] a file larger than the installation takes is refused before it is uploaded', async () => {
  fakeServer.answer(server());
  filesServer(inspection({ limitBytes: 10_000 }));
  renderApp(address);
  const huge = file();
  Object.defineProperty(huge, 'size', { value: 10_001 });
  await choose(huge);
  expect((await screen.findByRole('alert')).textContent).toContain(en.refusal.fileNotReadable.too_large);
  expect(screen.queryByRole('button', { name: words.upload.button })).toBeNull();
});

test('[CSV-5] a refusal names the line, and the file can be chosen again after it is corrected', async () => {
  fakeServer.answer(server());
  filesServer(inspection());
  refuses('*/files/licenses/:id/csv', {
    code: 'FILE_NOT_READABLE',
    details: { problem: 'unclosed_quote', line: 412 },
  });
  const { user } = renderApp(address);
  await choose(file());
  await user.click(await uploadButton());
  expect((await screen.findByRole('alert')).textContent).toContain('line 412');
  await user.click(screen.getByRole('button', { name: words.file.other }));
  await screen.findByRole('button', { name: words.drop.choose });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('[PLAN-5] an upload whose answer was lost is sent again as the same request; a stopped one is another', async () => {
  fakeServer.answer(server());
  filesServer(inspection());
  const requests: (string | null)[] = [];
  let answer: 'lost' | 'never' = 'lost';
  fakeServer.use(
    http.post('*/files/licenses/:id/csv', ({ request }) => {
      requests.push(new URL(request.url).searchParams.get('requestId'));
      return answer === 'lost' ? HttpResponse.error() : new Promise<never>(() => {});
    }),
  );
  const { user } = renderApp(address);
  await choose(file());
  await user.click(await uploadButton());
  await screen.findByText(words.upload.failed);
  answer = 'never';
  await user.click(await uploadButton());
  await screen.findByRole('progressbar');
  await waitFor(() => expect(requests).toHaveLength(2));
  await user.click(screen.getByRole('button', { name: words.upload.cancel }));
  await screen.findByText(words.upload.cancelled);
  await user.click(await uploadButton());
  await waitFor(() => expect(requests).toHaveLength(3));
  expect(requests[1]).toBe(requests[0]);
  expect(requests[2]).not.toBe(requests[0]);
});

test('[TERM-2] outside the term people of a file can be removed, and not added', async () => {
  fakeServer.answer(server(license({ phase: 'grace' })));
  filesServer(inspection());
  const { user } = renderApp(address);
  const chooser = await screen.findByRole<HTMLButtonElement>('button', { name: words.drop.choose });
  expect(chooser.disabled).toBe(true);
  await user.click(screen.getByRole('radio', { name: words.remove }));
  expect(chooser.disabled).toBe(false);
});
