/** Measures of the report's page. */

export const FONT = 'Times New Roman';
/** Half points: 14 pt. */
export const BODY_SIZE = 28;
/** Half points: 13 pt. */
export const TABLE_SIZE = 26;
/** Between the margins, in twentieths of a point: 210 mm less 30 and 15. */
export const TEXT_WIDTH = 9355;
