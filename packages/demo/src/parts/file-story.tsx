import { Button } from '@rollcall/client/ui/button.tsx';
import { Card } from '@rollcall/client/ui/card.tsx';
import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { type DemoPerson, domainOf, firstNameOf } from '../people.ts';
import { classListFile, leaversFile, type SampleFile, wholeDistrictFile } from '../sample-files.ts';
import { OpenLink, StoryStep } from './story.tsx';

type FileStoryProps = {
  /** Who has to invite, and the people of the same district. */
  readonly admin: DemoPerson;
  readonly people: readonly DemoPerson[];
  /** Who adds at once, in a district with room for many. */
  readonly domainAdmin: DemoPerson;
};

/** The way of a whole file, and of a list that holds a district, with files to do it with. */
export function FileStory({ admin, people, domainAdmin }: FileStoryProps) {
  const t = useTranslations('start');
  const guests = people.filter(({ district, opens }) => district === admin.district && opens.includes('app'));
  const names = guests.slice(0, 2).map(firstNameOf);
  const list = classListFile(guests, domainOf(admin));
  const large = wholeDistrictFile(domainOf(domainAdmin));
  return (
    <Card aria-labelledby="file-story" className="mt-6">
      <div className="px-5 py-6 sm:px-8 sm:py-7">
        <h2 id="file-story" className="font-semibold text-2xl">
          {t('files')}
        </h2>
        <p className="mt-1 max-w-prose text-pretty text-muted">{t('filesDetail')}</p>
        <ol className="mt-5 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <StoryStep
            place={1}
            text={t('filesUpload', { admin: firstNameOf(admin), one: names[0] ?? '', other: names[1] ?? '' })}
          >
            <SampleButton file={list} />
          </StoryStep>
          <StoryStep place={2} text={t('filesAfter')}>
            <SampleButton file={leaversFile(domainOf(admin))} />
          </StoryStep>
          <StoryStep
            place={3}
            text={t('filesLarge', { admin: firstNameOf(domainAdmin), count: large.people })}
          >
            <SampleButton file={large} />
            <OpenLink person={domainAdmin} label={t('openDashboard', { name: firstNameOf(domainAdmin) })} />
          </StoryStep>
          <StoryStep place={4} text={t('filesList')} />
        </ol>
      </div>
    </Card>
  );
}

/** Makes the file and hands it to the browser to save. */
function SampleButton({ file }: { readonly file: SampleFile }) {
  const t = useTranslations('start');
  const save = () => {
    const url = URL.createObjectURL(new Blob([file.bytes()], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = file.name;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button size="small" icon={<Download aria-hidden="true" />} onClick={save}>
      {t('download', { name: file.name, count: file.people })}
    </Button>
  );
}
