import { getDomain, getDomainWithoutSuffix, getPublicSuffix } from 'tldts';
import { canonicalEmail, domainOf } from './emails.ts';

export type DomainRefusal = 'not_a_domain' | 'lookalike_characters' | 'public_suffix' | 'free_mail';

export type DomainResult =
  | { readonly ok: true; readonly domain: string }
  | { readonly ok: false; readonly reason: DomainRefusal };

/** Also names under `github.io` and the like are given to strangers. */
const suffixRules = { allowPrivateDomains: true } as const;

/** Mail for everybody, whatever the country at the end: `yahoo.com`, `yahoo.co.uk` … */
const freeMailBrands = new Set(
  'gmail googlemail yahoo ymail rocketmail hotmail outlook gmx yandex protonmail'.split(' '),
);

/** Mail for everybody whose name could be somebody else's under another ending. */
const freeMailDomains = new Set(
  (
    'live.com live.co.uk live.ca live.nl live.fr live.de live.com.au msn.com passport.com icloud.com me.com mac.com ' +
    'proton.me pm.me tutanota.com tuta.com tuta.io zoho.com zohomail.com mail.com email.com usa.com fastmail.com ' +
    'fastmail.fm hey.com hushmail.com inbox.com lycos.com excite.com juno.com netzero.net att.net bellsouth.net ' +
    'sbcglobal.net comcast.net verizon.net cox.net charter.net earthlink.net frontier.com optonline.net rogers.com ' +
    'shaw.ca sympatico.ca telus.net videotron.ca btinternet.com virginmedia.com sky.com talktalk.net ntlworld.com ' +
    'web.de t-online.de freenet.de arcor.de orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr libero.it ' +
    'virgilio.it tiscali.it alice.it mail.ru bk.ru inbox.ru list.ru rambler.ru ya.ru qq.com foxmail.com 163.com ' +
    '126.com yeah.net sina.com sohu.com naver.com daum.net hanmail.net nate.com rediffmail.com uol.com.br bol.com.br ' +
    'terra.com.br ig.com.br bigpond.com optusnet.com.au xtra.co.nz seznam.cz wp.pl o2.pl onet.pl interia.pl abv.bg ' +
    'aol.com aol.co.uk aol.fr aol.de duck.com simplelogin.com mailinator.com guerrillamail.com yopmail.com 10minutemail.com trashmail.com tempmail.com'
  ).split(' '),
);

/**
 * The canonical name of a domain that one district may own (SPEC B13), or why it is none. Refused are public
 * suffixes, under which strangers own the names (`co.uk`, `k12.ca.us`), and domains of mail for everybody.
 */
export function ownableDomain(raw: string): DomainResult {
  const address = canonicalEmail(`postmaster@${raw.trim()}`);
  if (raw.includes('@')) return { ok: false, reason: 'not_a_domain' };
  if (!address.ok) {
    const deceives = address.reason === 'lookalike_characters' || address.reason === 'hidden_characters';
    return { ok: false, reason: deceives ? 'lookalike_characters' : 'not_a_domain' };
  }
  const domain = domainOf(address.email);
  if (getPublicSuffix(domain, suffixRules) === domain) return { ok: false, reason: 'public_suffix' };
  const owned = getDomain(domain, suffixRules) ?? domain;
  const brand = getDomainWithoutSuffix(domain, suffixRules) ?? '';
  if (freeMailBrands.has(brand) || freeMailDomains.has(owned)) return { ok: false, reason: 'free_mail' };
  return { ok: true, domain };
}

/** Whether two hosts are of one owner, as far as names can tell: the same, or below one registrable domain. */
export function belongTogether(one: string, other: string): boolean {
  const owned = getDomain(one, suffixRules);
  return one === other || (owned !== null && owned === getDomain(other, suffixRules));
}
