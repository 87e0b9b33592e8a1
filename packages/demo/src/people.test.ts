import { expect, test } from 'vitest';
import { addressOf, codeInLink, labelOf, pathWithin, startAddress } from './demo-address.ts';
import { castOf, type DemoPerson, districtsOf } from './people.ts';

const person = (label: string, role: DemoPerson['role'], district: string): DemoPerson => ({
  label,
  name: `${label} Example`,
  email: `${label}@${district}.example`,
  role,
  district,
  opens: role === 'teacher' || role === 'student' ? ['app'] : ['admin'],
});
const people = [
  person('dana', 'domain_admin', 'river'),
  person('tom', 'teacher', 'river'),
  person('lena', 'license_admin', 'lake'),
  person('maria', 'teacher', 'lake'),
  person('ben', 'student', 'lake'),
];

test('[DEMO-1] a person’s address is told from the start page’s', () => {
  expect(labelOf('maria.localhost')).toBe('maria');
  expect(labelOf('MARIA.localhost')).toBe('maria');
  for (const host of ['localhost', '127.0.0.1', 'maria.localhost.example', 'a.b.localhost'])
    expect(labelOf(host)).toBeNull();
});

test('addresses keep the port that the page was opened with', () => {
  expect(addressOf('maria', { protocol: 'http:', port: '4310' })).toBe('http://maria.localhost:4310/');
  expect(startAddress({ protocol: 'http:', port: '' })).toBe('http://localhost/');
});

test('an address leads to what it names, where that is there for the person', () => {
  const place = { protocol: 'http:', port: '4000' };
  expect(new URL(addressOf('maria', place, 'admin')).search).toBe('?open=admin');
  expect(pathWithin(['app', 'admin'], '?open=admin')).toBe('/admin/');
  expect(pathWithin(['app', 'admin'], '')).toBe('/app/');
  for (const search of ['?open=admin', '?open=//elsewhere.example', '?open=constructor'])
    expect(pathWithin(['app'], search), search).toBe('/app/');
});

test('the story is played by an administrator who must invite, and a teacher and a pupil of the same district', () => {
  expect(castOf(people)).toMatchObject({
    admin: { label: 'lena' },
    guest: { label: 'maria' },
    domainAdmin: { label: 'dana' },
    pupil: { label: 'ben' },
  });
  expect(castOf(people.slice(0, 2))).toBeNull();
});

test('people stand with their district, in their order', () => {
  expect(districtsOf(people).map(({ name, people: own }) => [name, own.length])).toEqual([
    ['river', 2],
    ['lake', 3],
  ]);
});

test('[DEMO-5] a license link that is pasted is opened by whoever is chosen, on their own address', () => {
  const code = 'L-7K2M-9QXT-ABCD-EFGH-JKMN';
  for (const pasted of [`http://localhost:4000/app/join/${code}`, ` /app/join/${code.toLowerCase()} `, code])
    expect(codeInLink(pasted)).toBe(code);
  for (const other of ['', 'nonsense', 'http://localhost:4000/app/', '7K2M-9QXT-ABCD-EFGH-JKMN'])
    expect(codeInLink(other)).toBeNull();
  const address = addressOf('ben', { protocol: 'http:', port: '4000' }, 'app', code);
  expect(pathWithin(['app'], new URL(address).search)).toBe(`/app/join/${code}`);
  expect(pathWithin(['admin'], new URL(address).search)).toBe('/admin/');
  expect(pathWithin(['app'], '?link=//elsewhere.example')).toBe('/app/');
});
