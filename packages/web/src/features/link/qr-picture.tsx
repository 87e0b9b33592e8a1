import encodeQR from 'qr';
import { useMemo } from 'react';

/** Light cells around the code, without which cameras do not find it. */
const quietCells = 4;

type QrPictureProps = { readonly text: string; readonly label: string; readonly className?: string };

/** A text as a picture for cameras. Drawn as one shape, so that it is sharp in any size. */
export function QrPicture({ text, label, className }: QrPictureProps) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} className="fill-code-ground" />
      <path d={path} className="fill-code" />
    </svg>
  );
}

function drawn(text: string): { readonly size: number; readonly path: string } {
  const cells = encodeQR(text, 'raw', { ecc: 'medium', border: quietCells });
  const runs: string[] = [];
  for (const [y, row] of cells.entries()) {
    for (const [x, dark] of row.entries()) if (dark) runs.push(`M${x} ${y}h1v1h-1z`);
  }
  return { size: cells.length, path: runs.join('') };
}
