import { expect, test } from 'vitest';
import { addressOf, labelOf, startAddress } from './demo-address.ts';
import { castOf, type DemoPerson, districtsOf } from './people.ts';

const person = (label: string, role: DemoPerson['role'], district: string): DemoPerson => ({
  label,
  name: `${label} Example`,
  email: `${label}@${district}.example`,
  role,
  district,
  opens: role === 'teacher' || role === 'student' ? 'app' : 'admin',
});
const people = [
  person('dana', 'domain_admin', 'river'),
  person('tom', 'teacher', 'river'),
  person('lena', 'license_admin', 'lake'),
  person('maria', 'teacher', 'lake'),
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

test('the story is played by an administrator who must invite and a teacher of the same district', () => {
  expect(castOf(people)).toMatchObject({
    admin: { label: 'lena' },
    guest: { label: 'maria' },
    domainAdmin: { label: 'dana' },
  });
  expect(castOf(people.slice(0, 2))).toBeNull();
});

test('people stand with their district, in their order', () => {
  expect(districtsOf(people).map(({ name, people: own }) => [name, own.length])).toEqual([
    ['river', 2],
    ['lake', 2],
  ]);
});
