import { PlainIconButton, type PlainIconButtonProps } from './plain-icon-button.tsx';
import { Tooltip } from './tooltip.tsx';

type IconButtonProps = PlainIconButtonProps & { tooltip?: boolean };

/** A button that shows a picture and says its label. */
export function IconButton({ tooltip = true, ...button }: IconButtonProps) {
  const plain = <PlainIconButton {...button} />;
  return tooltip ? <Tooltip content={button.label}>{plain}</Tooltip> : plain;
}
