import { auditEndpoints } from './audit.ts';
import { classEndpoints } from './classes.ts';
import type { Endpoint } from './endpoint.ts';
import { exportEndpoints } from './exports.ts';
import { figureEndpoints } from './figures.ts';
import { importEndpoints } from './imports.ts';
import { indicatorEndpoints } from './indicators.ts';
import { keepingEndpoints } from './keeping.ts';
import { programmeEndpoints } from './programmes.ts';
import { reportEndpoints } from './reports.ts';
import { unitEndpoints } from './units.ts';

/** Every call of the records API that all homes have. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...keepingEndpoints,
  ...programmeEndpoints,
  ...importEndpoints,
  ...reportEndpoints,
  ...exportEndpoints,
  ...figureEndpoints,
  ...unitEndpoints,
  ...classEndpoints,
  ...indicatorEndpoints,
  ...auditEndpoints,
];
