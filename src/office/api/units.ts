import { z } from 'zod';
import {
  type NewUnit,
  treeUnitSchema,
  type UnitChanges,
  type UnitsChanged,
  unitsChangedSchema,
} from '../../records/contract/units.ts';
import { unitSchema } from '../../records/contract.ts';
import { type Caller, part, query, withBody } from './call.ts';

/** Sở › Phòng › trường. */
export const unitCalls = ({ read, send }: Caller) => ({
  units: () => read(z.array(unitSchema), '/api/units'),
  /** The units as they stood on a day, `YYYY-MM-DD`. */
  unitTree: (on: string) => read(z.array(treeUnitSchema), `/api/units/tree${query({ on })}`),
  addUnit: (unit: NewUnit) => send('/api/units', withBody('POST', unit)),
  changeUnits: (changes: UnitChanges) =>
    read(unitsChangedSchema, '/api/units/changes', withBody('POST', changes)),
  undoUnitChange: (changed: UnitsChanged) =>
    send('/api/units/changes/undo', withBody('POST', changed)),
  dropUnit: (unitId: string) => send(`/api/units/${part(unitId)}`, { method: 'DELETE' }),
});
