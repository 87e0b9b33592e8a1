// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { exportedPage } from './exported-page.ts';
import type { Mark } from './marks.ts';

const marks: Mark[] = [
  { kind: 'highlight', id: 'h', sentenceId: 'opening.1' },
  { kind: 'underline', id: 'u', sentenceId: 'opening.1' },
  { kind: 'note', id: 'n', blockId: 'opening', text: '<script>alert(1)</script>' },
  {
    kind: 'stroke',
    id: 's',
    blockId: 'opening',
    points: [
      [0, 0],
      [0.5, 1],
    ],
  },
];

function exported(): Document {
  const html = exportedPage({
    marks,
    boxes: new Map([['opening', { x: 40, y: 100, width: 200, height: 80 }]]),
    comments: ['Clouds & "elephants"'],
    picture: '<svg></svg>',
    colors: { ink: 'black' },
    words: { title: 'The page', comments: 'My comments', picture: 'A drawing' },
  });
  return new DOMParser().parseFromString(html, 'text/html');
}

test('the file holds the marks where they were made, the notes and the comments', () => {
  const page = exported();
  expect(page.querySelector('mark u')?.textContent).toContain('snow on a summit');
  expect(page.querySelector('.block svg path')?.getAttribute('d')).toBe(
    'M0.0 0.0Q0.0 0.0 50.0 40.0L100.0 80.0',
  );
  expect(page.querySelector('section li')?.textContent).toBe('Clouds & "elephants"');
});

test('[E12] what was typed is text in the file, never markup', () => {
  const page = exported();
  expect(page.querySelector('script')).toBeNull();
  expect(page.querySelector('aside')?.textContent).toBe('<script>alert(1)</script>');
});
