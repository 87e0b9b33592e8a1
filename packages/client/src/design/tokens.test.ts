import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// The promise of tokens.css, checked with WCAG's own formula: words 4.5:1, graphics and edges of controls 3:1.

type Rgb = readonly [number, number, number];
type Theme = 'light' | 'dark';

const colors = readColors(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'));
const grounds = ['surface', 'raised', 'overlay', 'sunken'];
const states = ['accent', 'positive', 'warning', 'negative'];

const words: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['muted', ground],
    ...states.map((state): [string, string] => [`${state}-ink`, ground]),
  ]),
  ...states.flatMap((state): [string, string][] => [
    [`${state}-ink`, `${state}-soft`],
    ['ink', `${state}-soft`],
  ]),
  ['muted', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-negative', 'negative'],
  ['on-negative', 'negative-strong'],
  ['on-inverse', 'inverse'],
  ['code', 'code-ground'],
  ...[1, 2, 3, 4, 5, 6].map((tint): [string, string] => ['ink', `tint-${tint}`]),
];

const graphics: [string, string][] = grounds.flatMap((ground): [string, string][] => [
  ['control', ground],
  ['focus', ground],
  ...states.map((state): [string, string] => [state, ground]),
]);

describe.each<Theme>(['light', 'dark'])('%s theme', (theme) => {
  test.each(words)('words: %s on %s', (front, back) => {
    expect(contrast(color(front, theme), color(back, theme))).toBeGreaterThanOrEqual(4.5);
  });
  test.each(graphics)('graphics: %s on %s', (front, back) => {
    expect(contrast(color(front, theme), color(back, theme))).toBeGreaterThanOrEqual(3);
  });
});

function color(name: string, theme: Theme): Rgb {
  const found = colors.get(name);
  if (!found) throw new Error(`tokens.css has no --color-${name}`);
  return found[theme];
}

function readColors(css: string): Map<string, Record<Theme, Rgb>> {
  const line =
    /--color-([\w-]+): light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\), oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\);/g;
  return new Map(
    [...css.matchAll(line)].map(([, name = '', ...numbers]) => {
      const [l = 0, c = 0, h = 0, l2 = 0, c2 = 0, h2 = 0] = numbers.map(Number);
      return [name, { light: toLinearRgb(l, c, h), dark: toLinearRgb(l2, c2, h2) }];
    }),
  );
}

/** OKLCH to linear sRGB, clipped to what a screen can show (Björn Ottosson's matrices). */
function toLinearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(Math.max(value, 0), 1);
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function contrast(front: Rgb, back: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [high = 0, low = 0] = [luminance(front), luminance(back)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
