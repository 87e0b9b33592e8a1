import { Fragment } from 'react';

/** A link as it is read and typed: a narrow screen breaks it between its groups and nowhere else. */
export function LinkText({ url }: { readonly url: string }) {
  const parts = url.split(/(?<=[/-])/);
  return parts.map((part, place) => (
    // The parts of one link never change places.
    <Fragment key={`${place} ${part}`}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
