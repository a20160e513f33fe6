import type { Endpoint } from './endpoint.ts';
import { importEndpoints } from './imports.ts';
import { keepingEndpoints } from './keeping.ts';
import { programmeEndpoints } from './programmes.ts';
import { reportEndpoints } from './reports.ts';

/** Every call of the records API that all homes have. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...keepingEndpoints,
  ...programmeEndpoints,
  ...importEndpoints,
  ...reportEndpoints,
];
