/** What a `fields` parameter keeps: names, and of each what is kept within it. `*` keeps everything. */
interface Mask {
  readonly [name: string]: Mask;
}

/**
 * Keeps of a body what Google's `fields` parameter names: `nextPageToken,users(id,name/fullName)`. Undefined when the
 * parameter cannot be read.
 */
export function applyFieldMask(body: object, fields: string): object | undefined {
  const mask = parseMask(fields);
  return mask === undefined ? undefined : (keep(body, mask) as object);
}

function keep(value: unknown, mask: Mask): unknown {
  if (Object.keys(mask).length === 0 || '*' in mask) return value;
  if (Array.isArray(value)) return value.map((item) => keep(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const within = mask[name];
      return within === undefined ? [] : [[name, keep(inner, within)]];
    }),
  );
}

function parseMask(text: string): Mask | undefined {
  const tokens = text.match(/[A-Za-z0-9_*]+|[(),/]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(' ', '')) return undefined;
  let at = 0;
  const path = (): readonly [string, Mask] | undefined => {
    const name = tokens[at++];
    if (name === undefined || !/^[A-Za-z0-9_*]+$/.test(name)) return undefined;
    if (tokens[at] === '/') {
      at += 1;
      const inner = path();
      return inner && [name, { [inner[0]]: inner[1] }];
    }
    if (tokens[at] !== '(') return [name, {}];
    at += 1;
    const inner = list();
    return inner !== undefined && tokens[at++] === ')' ? [name, inner] : undefined;
  };
  const list = (): Mask | undefined => {
    const mask: Record<string, Mask> = {};
    do {
      const part = path();
      if (part === undefined) return undefined;
      mask[part[0]] = { ...mask[part[0]], ...part[1] };
    } while (tokens[at] === ',' && ++at > 0);
    return mask;
  };
  const mask = list();
  return at === tokens.length ? mask : undefined;
}
