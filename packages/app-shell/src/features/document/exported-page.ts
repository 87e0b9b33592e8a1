import { hasLine, type Mark, type Stroke } from './marks.ts';
import { type Box, strokePath, toPixels } from './stroke-path.ts';
import { type Block, sentenceId, waterCycle } from './water-cycle.ts';

export interface ExportContents {
  readonly marks: readonly Mark[];
  /** Where the blocks stand on screen: strokes are drawn in the same proportions. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly comments: readonly string[];
  /** The drawing as markup of the page itself; its classes name colours that `styleSheet` knows. */
  readonly picture: string;
  /** Values of the design's colours by their names, so that the file looks like the page. */
  readonly colors: Readonly<Record<string, string>>;
  readonly words: { readonly title: string; readonly comments: string; readonly picture: string };
}

/** The colours that the exported page uses, by the names of their tokens. */
export const exportColors = [
  ...['ink', 'muted', 'surface', 'raised', 'line', 'control', 'marigold'],
  ...['accent', 'accent-ink', 'accent-soft', 'on-accent', 'tint-2', 'tint-3', 'tint-4'],
];

/** The document with its marks as one file that opens in any browser and needs nothing else. */
export function exportedPage(contents: ExportContents): string {
  const { words, comments } = contents;
  const body = waterCycle.blocks.map((block) => exportedBlock(block, contents)).join('\n');
  const list = comments.map((text) => `<li>${escaped(text)}</li>`).join('');
  const remarks = list === '' ? '' : `<section><h2>${escaped(words.comments)}</h2><ul>${list}</ul></section>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title>
<style>
${styleSheet(contents.colors)}
</style>
</head>
<body>
<article>
<p class="muted">${escaped(waterCycle.byline)}</p>
<h1>${escaped(waterCycle.title)}</h1>
${body}
${remarks}
</article>
</body>
</html>
`;
}

function exportedBlock(block: Block, { marks, boxes, picture, words }: ExportContents): string {
  const ink = inkOf(block.id, marks, boxes);
  if (block.kind === 'heading') return `<h2>${escaped(block.text)}${ink}</h2>`;
  if (block.kind === 'picture') {
    return `<figure><div class="picture">${picture}${ink}</div><figcaption class="muted">${escaped(words.picture)}</figcaption></figure>`;
  }
  const sentences = block.sentences.map((text, place) => {
    const id = sentenceId(block.id, place);
    const underlined = hasLine(marks, 'underline', id) ? `<u>${escaped(text)}</u>` : escaped(text);
    return hasLine(marks, 'highlight', id) ? `<mark>${underlined}</mark>` : underlined;
  });
  const notes = marks
    .filter((mark) => mark.kind === 'note' && mark.blockId === block.id)
    .map((note) => `<aside>${escaped(note.kind === 'note' ? note.text : '')}</aside>`);
  return `<div class="block"><p>${sentences.join(' ')}</p>${notes.join('')}${ink}</div>`;
}

function inkOf(blockId: string, marks: readonly Mark[], boxes: ReadonlyMap<string, Box>): string {
  const box = boxes.get(blockId);
  const strokes = marks.filter((mark): mark is Stroke => mark.kind === 'stroke' && mark.blockId === blockId);
  if (box === undefined || strokes.length === 0) return '';
  const own = { ...box, x: 0, y: 0 };
  const paths = strokes.map(({ points }) => `<path d="${strokePath(points.map((p) => toPixels(p, own)))}"/>`);
  const size = `0 0 ${Math.round(box.width)} ${Math.round(box.height)}`;
  return `<svg class="ink" viewBox="${size}" preserveAspectRatio="none" aria-hidden="true">${paths.join('')}</svg>`;
}

/** The classes of the drawing, as the page's own stylesheet defines them. */
const pictureColors = [
  ['fill-marigold', 'fill', 'marigold', 100],
  ['fill-tint-3', 'fill', 'tint-3', 100],
  ['fill-on-accent\\/90', 'fill', 'on-accent', 90],
  ['fill-accent\\/70', 'fill', 'accent', 70],
  ['fill-raised', 'fill', 'raised', 100],
  ['stroke-accent\\/70', 'stroke', 'accent', 70],
  ['stroke-control', 'stroke', 'control', 100],
  ['stroke-accent-ink', 'stroke', 'accent-ink', 100],
]
  .map(
    ([name, property, color, percent]) =>
      `.${name}{${property}:color-mix(in oklab,var(--${color}) ${percent}%,transparent)}`,
  )
  .join('\n');

function styleSheet(colors: Readonly<Record<string, string>>): string {
  const tokens = Object.entries(colors).map(([name, value]) => `--${name}:${value};`);
  return `:root{color-scheme:light dark;${tokens.join('')}}
body{margin:0;padding:2rem 1rem;background:var(--surface);color:var(--ink);font:1.0625rem/1.65 ui-serif,Georgia,serif}
article{max-width:42rem;margin:0 auto;padding:2.5rem;background:var(--raised);border:1px solid var(--line);border-radius:.75rem}
h1{font-size:2rem;line-height:1.2}h2,.block{position:relative}.muted{color:var(--muted)}
figure{margin:1.5rem 0}figcaption{font-size:.875rem}
.picture{position:relative;overflow:hidden;border-radius:.75rem;background:var(--tint-2)}.picture>svg{display:block;width:100%}
mark{background:var(--tint-4);color:inherit}u{text-decoration-color:var(--accent);text-decoration-thickness:2px}
aside{margin:.5rem 0;padding:.5rem .75rem;border-left:3px solid var(--accent);background:var(--accent-soft);white-space:pre-wrap}
li{white-space:pre-wrap}
svg.ink{position:absolute;inset:0;width:100%;height:100%;overflow:visible;fill:none;stroke:var(--accent);stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
${pictureColors}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
