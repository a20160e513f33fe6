import type { Office, OfficeData } from './office.ts';
import type { Route } from './routes.ts';

/** What every section component is given. */
export interface SectionProps {
  office: Office;
  data: OfficeData;
  route: Route;
  /** Today in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
  today: string;
  /** Goes to another address of the page; parts not named stay as they are. */
  go(change: Partial<Route>): void;
}
