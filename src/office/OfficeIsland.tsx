import { fetchRecords as askWorker } from '../records/worker-client.ts';
import { OfficeApp } from './OfficeApp.tsx';
import { recordsHome } from './records-home.ts';
import { officeSettingsSchema } from './settings.ts';
import './office.css';

/** The office page's one island: parses what the page hands over and opens the app on its records. */
export default function OfficeIsland({ settings }: { settings: unknown }) {
  const home = recordsHome(document.documentElement);
  return (
    <OfficeApp
      settings={officeSettingsSchema.parse(settings)}
      home={home}
      fetchRecords={home === 'server' ? (path, init) => fetch(path, init) : askWorker}
    />
  );
}
