import type { Finding } from './finding.ts';
import type { ZipFiles } from './read-zip.ts';

/** An XSD file with a missing part makes a strict LMS refuse the package: every part must be there. */
export function checkSchemas(schemas: readonly string[], files: ZipFiles): Finding[] {
  const findings: Finding[] = [];
  const queue = schemas.filter((schema) => files.has(schema));
  const seen = new Set(queue);
  for (let schema = queue.shift(); schema !== undefined; schema = queue.shift()) {
    for (const part of partsOf(new TextDecoder().decode(files.get(schema)))) {
      const place = new URL(part, `http://package/${schema}`).pathname.slice(1);
      if (!files.has(place)) {
        findings.push({ file: schema, message: `cần lược đồ ${part} nhưng trong gói không có` });
      } else if (!seen.has(place)) {
        seen.add(place);
        queue.push(place);
      }
    }
  }
  return findings;
}

/** Files beside a schema that it includes or imports. */
function partsOf(xsd: string): string[] {
  const tags = xsd.matchAll(
    /<(?:\w+:)?(?:import|include|redefine)\b[^>]*?schemaLocation\s*=\s*["']([^"']+)["']/g,
  );
  return [...tags].map((match) => match[1] ?? '').filter((part) => !/^[a-z]+:/i.test(part));
}
