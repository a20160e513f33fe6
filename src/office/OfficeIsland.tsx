import { fetchRecords } from '../records/worker-client.ts';
import { OfficeApp } from './OfficeApp.tsx';
import { officeSettingsSchema } from './settings.ts';
import './office.css';

/** The office page's one island: parses what the page hands over and opens the app on this browser's records. */
export default function OfficeIsland({ settings }: { settings: unknown }) {
  return <OfficeApp settings={officeSettingsSchema.parse(settings)} fetchRecords={fetchRecords} />;
}
