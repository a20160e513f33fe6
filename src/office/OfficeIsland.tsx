// First of all: see there.
import './plain-zod.ts';
import { useMemo } from 'preact/hooks';
import { fetchRecords as askWorker } from '../records/worker-client.ts';
import { OfficeApp } from './OfficeApp.tsx';
import { recordsHome } from './records-home.ts';
import { officeSettingsSchema } from './settings.ts';
import { ServerOffice } from './sign-in/ServerOffice.tsx';
import { createSessionKeeper } from './sign-in/session.ts';
import { WhoBar } from './sign-in/WhoBar.tsx';
import './office.css';

/** The office page's one island: parses what the page hands over and opens the app on its records. */
export default function OfficeIsland({ settings: given }: { settings: unknown }) {
  const home = recordsHome(document.documentElement);
  const settings = useMemo(() => officeSettingsSchema.parse(given), []);
  const keeper = useMemo(() => createSessionKeeper((path, init) => fetch(path, init)), []);
  if (home === 'browser') {
    return <OfficeApp settings={settings} home={home} session={null} fetchRecords={askWorker} />;
  }
  return (
    <ServerOffice keeper={keeper}>
      {(session, fetchRecords) => (
        <>
          {session.officer !== null && <WhoBar officer={session.officer} keeper={keeper} />}
          <OfficeApp
            settings={settings}
            home={home}
            session={session}
            fetchRecords={fetchRecords}
          />
        </>
      )}
    </ServerOffice>
  );
}
