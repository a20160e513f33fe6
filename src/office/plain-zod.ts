import { z } from 'zod';

// Must be imported before any schema: each tries, when it is made, whether functions may be made out
// of text, which the page's policy refuses and browsers then report as an attack.
z.config({ jitless: true });
