/** A file that the records API made, under the name it gives it. */
export interface MadeFile {
  file: Blob;
  name: string;
}

/** How much is handed to the browser's own store at once (bytes): a large copy would hold the page up. */
const PART = 4 * 1024 * 1024;

/** Reads a file as it comes and tells how much has come (bytes). */
export async function readDownload(
  response: Response,
  onBytes: (bytes: number) => void,
): Promise<MadeFile> {
  const parts: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let waiting = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) break;
    pieces.push(new Uint8Array(piece.value));
    bytes += piece.value.length;
    waiting += piece.value.length;
    onBytes(bytes);
    if (waiting < PART) continue;
    parts.push(new Blob(pieces));
    pieces = [];
    waiting = 0;
  }
  const type = response.headers.get('content-type') ?? '';
  return { file: new Blob([...parts, ...pieces], { type }), name: nameOf(response) };
}

function nameOf(response: Response): string {
  const said = response.headers.get('content-disposition') ?? '';
  return /filename="([^"]+)"/.exec(said)?.[1] ?? 'tep-tai-ve';
}
