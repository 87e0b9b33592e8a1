import { isIP } from 'node:net';
import { z } from 'zod';

/** An address of a server, with its port where that is not 53: `10.0.0.2`, `10.0.0.2:5353`, `[2001:db8::1]:53`. */
function isServer(text: string): boolean {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text);
  if (bracketed?.[1] !== undefined) return isIP(bracketed[1]) === 6;
  const plain = /^([\d.]+)(?::\d{1,5})?$/.exec(text);
  return plain?.[1] === undefined ? isIP(text) === 6 : isIP(plain[1]) === 4;
}

export const dnsVariables = {
  /** DNS servers that are asked for the records of districts' domains, comma-separated; none: the machine's own. */
  DNS_SERVERS: z
    .string()
    .transform((value) => value.split(',').map((server) => server.trim()))
    .pipe(z.array(z.string().refine(isServer, 'must be addresses such as 10.0.0.2 or 10.0.0.2:5353')).max(10))
    .default([]),
  /** In the demo: the page of the stand-in for other systems, where also DNS records are set. */
  SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
};
