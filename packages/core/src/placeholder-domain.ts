/**
 * The domain of addresses that are nobody's mailbox: RFC 2606 keeps `.invalid` free for ever. Whoever a learning
 * management system launched without a usable address stands on the list under one of these (decision 25).
 */
export const placeholderDomain = '.lms.invalid';

export function isPlaceholderDomain(domain: string): boolean {
  return domain.endsWith(placeholderDomain);
}
