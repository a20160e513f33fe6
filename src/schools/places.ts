/** What a school fills into the ready texts: its name, the focal teacher, where to meet. */
export const MESSAGE_PLACES = ['truong', 'dau-moi', 'noi-gap'] as const;

/** Labels of the fields above the texts. */
export const MESSAGE_LABELS: Readonly<Record<(typeof MESSAGE_PLACES)[number], string>> = {
  truong: 'Tên trường',
  'dau-moi': 'Thầy cô đầu mối',
  'noi-gap': 'Gặp ở đâu, lúc nào',
};

/** A piece of a text: words, or a place to fill in. */
export type Piece = { words: string } | { place: string };

/** A text cut at its places `{…}`, empty pieces left out. */
export function piecesOf(text: string): Piece[] {
  return text
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { place: piece.slice(1, -1) } : { words: piece }));
}

/**
 * A text with the numbers of `contacts.yaml` in the places `{so:id}`.
 * @throws When there is no such contact; the content check says it first.
 */
export function withNumbers(text: string, numbers: ReadonlyMap<string, string>): string {
  return text.replace(/\{so:([a-z0-9-]+)\}/g, (_, id: string) => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`Không có số điện thoại "${id}"`);
    return number;
  });
}
