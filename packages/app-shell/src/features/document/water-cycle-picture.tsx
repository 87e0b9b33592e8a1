import { classNames } from '@rollcall/client/ui/class-names.ts';
import { useTranslations } from 'use-intl';

/** Where each word stands in the picture. */
const labels = {
  evaporation: 'top-[37%] left-[26%]',
  clouds: 'top-[23%] left-[53%]',
  rain: 'top-[44%] left-[72%]',
  river: 'top-[84%] left-[83%]',
} as const;

/** The water cycle as a drawing, in the colours of the theme. The words are text of the page: they do not shrink with it. */
export function WaterCyclePicture() {
  const t = useTranslations('document');
  return (
    <div
      data-picture
      role="img"
      aria-label={t('picture')}
      className="relative overflow-hidden rounded-lg bg-tint-2"
    >
      <svg viewBox="0 0 640 300" aria-hidden="true" className="block h-auto w-full">
        <circle cx="96" cy="62" r="28" className="fill-marigold" />
        <path d="M350 300 462 132l42 56 50-90 100 150v52Z" className="fill-tint-3" />
        <path d="m462 132 21 28-19 8-19-10Zm92-34 21 32-21 10-18-11Z" className="fill-on-accent/90" />
        <path d="M0 236q40-14 80 0t80 0 80 0 80 0 62 0l42 64H0Z" className="fill-accent/70" />
        <path
          d="M530 196q-10 26-38 34t-50 32q-12 22-40 24"
          fill="none"
          strokeWidth="7"
          strokeLinecap="round"
          className="stroke-accent/70"
        />
        <g className="fill-raised stroke-control" strokeWidth="1.5" strokeLinejoin="round">
          <path d="M288 96a26 26 0 0 1 3-51 37 37 0 0 1 69-7 30 30 0 0 1 38 58Z" />
          <path d="M474 82a20 20 0 0 1 2-40 29 29 0 0 1 54-6 24 24 0 0 1 30 46Z" />
        </g>
        <g
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-accent-ink"
        >
          <path d="M152 216q-14-22 0-42t0-42m-9 12 9-14 10 11" />
          <path d="M208 216q-14-22 0-42t0-42m-9 12 9-14 10 11" />
          <path d="m490 94-8 20m28-20-8 20m28-20-8 20m28-20-8 20" />
        </g>
      </svg>
      {(['evaporation', 'clouds', 'rain', 'river'] as const).map((name) => (
        <span
          key={name}
          aria-hidden="true"
          className={classNames(
            'absolute -translate-x-1/2 -translate-y-1/2 rounded-sm bg-raised/80 px-1.5 font-medium font-sans text-ink text-xs sm:text-sm',
            labels[name],
          )}
        >
          {t(`pictureLabels.${name}`)}
        </span>
      ))}
    </div>
  );
}
