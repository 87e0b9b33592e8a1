/** A piece of the page. Its id is what marks hold on to, so it never changes. */
export type Block =
  | { readonly id: string; readonly kind: 'heading'; readonly text: string }
  | { readonly id: string; readonly kind: 'paragraph'; readonly sentences: readonly string[] }
  | { readonly id: string; readonly kind: 'picture' };

/** The document that the app opens: content, not words of the app, so it is not in the catalogue. */
export const waterCycle = {
  title: 'The journey of a raindrop',
  byline: 'Reading · Science · Grade 6',
  blocks: [
    {
      id: 'opening',
      kind: 'paragraph',
      sentences: [
        'The water in your glass is older than the mountains.',
        'It has been snow on a summit, fog over a harbor and the breath of a dinosaur.',
        'The Earth makes almost no new water; it uses the same water again and again.',
        'This endless journey has a name: the water cycle.',
      ],
    },
    { id: 'picture', kind: 'picture' },
    { id: 'up', kind: 'heading', text: 'Up into the air' },
    {
      id: 'evaporation',
      kind: 'paragraph',
      sentences: [
        'The journey begins with the sun.',
        'Its warmth sets the water at the surface of oceans, lakes and puddles in motion.',
        'Some of the tiniest parts of the water move so fast that they break free and rise as an invisible gas, water vapor.',
        'This is called evaporation.',
        'Plants help: a large oak tree lets hundreds of liters of water evaporate through its leaves on a summer day.',
      ],
    },
    { id: 'clouds-heading', kind: 'heading', text: 'How a cloud is made' },
    {
      id: 'condensation',
      kind: 'paragraph',
      sentences: [
        'The higher the vapor rises, the colder the air becomes.',
        'Cold air cannot hold as much vapor as warm air, so the vapor turns back into tiny drops.',
        'Each drop needs something to hold on to: a grain of dust, of salt or of pollen.',
        'Billions of such drops together are a cloud.',
        'A small white summer cloud can weigh as much as a hundred elephants, and it floats, because its drops are so small.',
      ],
    },
    { id: 'down', kind: 'heading', text: 'Down again' },
    {
      id: 'precipitation',
      kind: 'paragraph',
      sentences: [
        'In the cloud the drops bump into each other and grow.',
        'At some point they are too heavy, and they fall: as rain, as hail or as snow.',
        'A raindrop falls for a few minutes, and it does not look like a tear at all.',
        'It is flat below and round above, like a tiny bun.',
      ],
    },
    { id: 'home-heading', kind: 'heading', text: 'The long way home' },
    {
      id: 'runoff',
      kind: 'paragraph',
      sentences: [
        'Where the drop lands decides what happens next.',
        'On a roof it is gone within minutes; in a glacier it may wait a thousand years.',
        'Some of it seeps into the ground and fills the springs from which we drink.',
        'The rest runs down brooks and rivers to the sea.',
        'And there the sun is waiting already.',
      ],
    },
  ] satisfies readonly Block[] as readonly Block[],
} as const;

/** The name of a sentence, for marks: its block and its place in it. */
export function sentenceId(blockId: string, place: number): string {
  return `${blockId}.${place}`;
}
