/** A phone number as people read it (`096 306 1414`) as the address of a `tel:` link. */
export function telHref(number: string): string {
  return `tel:${number.replace(/\D/g, '')}`;
}
