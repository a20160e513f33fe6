import type { APIRoute } from 'astro';
import { readCatalogue } from '../../office/catalogue.ts';

/** The catalogue of this build, for the server: it does not rely on a page to bring it. */
export const GET: APIRoute = async () => Response.json(await readCatalogue());
