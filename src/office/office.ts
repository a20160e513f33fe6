import type { ImportSummary, KeptProgramme, State, Unit } from '../records/contract.ts';
import { messageOf, type RecordsApi, RecordsError } from './api.ts';
import type { RecordsHomeName } from './records-home.ts';
import type { OfficeSettings } from './settings.ts';
import { createStore, type Readable } from './store.ts';

/** What every section of the office page shares. */
export interface OfficeData {
  /** `blocked`: another tab of this site holds the data; `broken`: it could not be opened. */
  phase: 'starting' | 'ready' | 'blocked' | 'broken';
  /** Vietnamese sentence for `blocked` and `broken`. */
  problem: string | null;
  state: State | null;
  programmes: KeptProgramme[];
  units: Unit[];
  imports: ImportSummary[];
  /** Goes up whenever kept data may have changed: figures are then asked for again. */
  revision: number;
}

/** The office page's shared data and what can be done to it. Data flows from here to components. */
export interface Office {
  readonly api: RecordsApi;
  readonly settings: OfficeSettings;
  /** Where the records are. */
  readonly home: RecordsHomeName;
  /**
   * Whether whoever sits here may do what concerns all records at once (back-up, programmes …): on this
   * PC always, on a server an officer of the unit at the top.
   */
  readonly whole: boolean;
  readonly data: Readable<OfficeData>;
  /** Opens the records and tells them this build's catalogue. Also "try again". */
  start(): Promise<void>;
  /**
   * Reads the shared data again after something was kept, undone, restored or erased. Never rejects:
   * when it cannot, the page says so.
   */
  refresh(): Promise<void>;
}

/** The API's code for: another tab has the records open. */
const OPEN_ELSEWHERE = 'open-elsewhere';

/** Makes the shared data over an API. */
export function createOffice(
  api: RecordsApi,
  settings: OfficeSettings,
  home: RecordsHomeName,
  whole = true,
): Office {
  const data = createStore<OfficeData>({
    phase: 'starting',
    problem: null,
    state: null,
    programmes: [],
    units: [],
    imports: [],
    revision: 0,
  });

  async function load(): Promise<void> {
    const [state, programmes, units, imports] = await Promise.all([
      api.state(),
      api.programmes(),
      api.units(),
      api.imports(),
    ]);
    data.set((old) => ({
      phase: 'ready',
      problem: null,
      state,
      programmes,
      units,
      imports,
      revision: old.revision + 1,
    }));
  }

  function fail(cause: unknown): void {
    const blocked = cause instanceof RecordsError && cause.code === OPEN_ELSEWHERE;
    const phase = blocked ? 'blocked' : 'broken';
    data.set((old) => ({ ...old, phase, problem: messageOf(cause) }));
  }

  return {
    api,
    settings,
    home,
    whole,
    data,
    refresh: () => load().catch(fail),
    async start() {
      // A blocked page tries again quietly: it keeps saying why until it is let in.
      data.set((old) =>
        old.phase === 'blocked' ? old : { ...old, phase: 'starting', problem: null },
      );
      try {
        // A server has the catalogue of its own build.
        if (home === 'browser') await api.putCatalogue(settings.catalogue);
        await load();
      } catch (cause) {
        fail(cause);
      }
    },
  };
}
