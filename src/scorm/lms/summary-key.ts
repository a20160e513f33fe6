/** Key in localStorage of the small copy of the learner's progress; see `summary.ts`. */
export const SUMMARY_KEY = 'tien-do';
