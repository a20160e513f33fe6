/** How a text travels as SMS. */
export interface SmsCount {
  /** Characters as the network counts them. */
  units: number;
  /** Messages it is cut into, and paid as. */
  parts: number;
  /** `plain`: 160 in one message, 153 in each of several; `unicode`: 70 and 67. */
  alphabet: 'plain' | 'unicode';
}

/** The basic GSM 03.38 alphabet, as far as texts without diacritics need it. */
const PLAIN = /^[A-Za-z0-9 \r\n@$_!"#%&'()*+,\-./:;<=>?]*$/;
/** Characters of its extension table, each two units. */
const PLAIN_TWICE = /[€[\]{}\\^~|]/g;

const SIZES = { plain: { one: 160, several: 153 }, unicode: { one: 70, several: 67 } } as const;

/** Whether a text fits the plain alphabet of SMS; Vietnamese with diacritics never does. */
export function isPlainSms(text: string): boolean {
  return PLAIN.test(text.replace(PLAIN_TWICE, ''));
}

/** How many SMS a text becomes. An empty text is none. */
export function countSms(text: string): SmsCount {
  const alphabet = isPlainSms(text) ? 'plain' : 'unicode';
  const twice = alphabet === 'plain' ? (text.match(PLAIN_TWICE)?.length ?? 0) : 0;
  const units = text.length + twice;
  const { one, several } = SIZES[alphabet];
  const parts = units === 0 ? 0 : units <= one ? 1 : Math.ceil(units / several);
  return { units, parts, alphabet };
}

/** The count as a sentence. */
export function sayCount(text: string): string {
  const { units, parts, alphabet } = countSms(text);
  const size = SIZES[alphabet];
  const each = parts > 1 ? `tin nối, mỗi tin ${size.several}` : `một tin chứa ${size.one}`;
  return `${units} ký tự ${alphabet === 'plain' ? 'không dấu' : 'có dấu'}, gửi thành ${parts} tin (${each}).`;
}
