/** Something wrong with a package. */
export interface Finding {
  /** File of the package that it concerns. */
  file: string;
  /** What is wrong, in Vietnamese, for the person who made or uploads the package. */
  message: string;
}
