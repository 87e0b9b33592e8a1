import { useTranslations } from 'use-intl';

/** The water cycle as a drawing, in the colours of the theme. */
export function WaterCyclePicture() {
  const t = useTranslations('document');
  const label = 'fill-ink font-medium text-[0.8125rem]';
  return (
    <svg viewBox="0 0 640 300" role="img" aria-label={t('picture')} className="block h-auto w-full">
      <rect width="640" height="300" rx="12" className="fill-tint-2" />
      <circle cx="96" cy="62" r="28" className="fill-marigold" />
      <path d="M360 300 470 120l38 52 44-74 88 130v72Z" className="fill-tint-3" />
      <path d="m470 120 19 31-19 9-17-12Zm82-22 20 30-21 10-17-13Z" className="fill-raised" />
      <path d="M0 232q40-14 80 0t80 0 80 0 80 0 60 6l40 62H0Z" className="fill-accent/70" />
      <path
        d="M520 196q-16 22-40 30t-46 34q-14 18-46 24"
        fill="none"
        strokeWidth="7"
        strokeLinecap="round"
        className="stroke-accent/70"
      />
      <g className="fill-raised stroke-control" strokeWidth="1.5">
        <path d="M288 92a24 24 0 0 1 4-47 34 34 0 0 1 64-6 28 28 0 0 1 34 53Z" />
        <path d="M448 74a18 18 0 0 1 3-35 26 26 0 0 1 49-5 21 21 0 0 1 26 40Z" />
      </g>
      <g
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-accent-ink"
      >
        <path d="M150 214q-14-22 0-44t0-44m-8 12 8-14 10 11" strokeDasharray="none" />
        <path d="M210 214q-14-22 0-44t0-44m-8 12 8-14 10 11" />
        <path d="m466 86-8 22m28-22-8 22m28-22-8 22" />
      </g>
      <g textAnchor="middle" className={label}>
        <text x="180" y="106">
          {t('pictureLabels.evaporation')}
        </text>
        <text x="338" y="76">
          {t('pictureLabels.clouds')}
        </text>
        <text x="572" y="62">
          {t('pictureLabels.rain')}
        </text>
        <text x="500" y="262">
          {t('pictureLabels.river')}
        </text>
      </g>
    </svg>
  );
}
