/** Who makes a call of the records API. Worked out once per request, at the edge. */
export type Actor =
  /** Whoever sits at the PC that holds the records (the browser's home): may do everything. */
  | { kind: 'local' }
  /** Signed in for an office or a school. */
  | { kind: 'officer'; id: string; role: OfficerRole; unitId: string }
  /** A device bound to somebody on the roster by their learner code. */
  | { kind: 'learner'; personId: string }
  /** Nobody known. */
  | { kind: 'anonymous' };

/** An officer of a Sở, of a Phòng, or a school's focal teacher. */
export type OfficerRole = 'so' | 'phong' | 'truong';

/** Says who makes a request; never throws: who cannot be told is `anonymous`. */
export type ActorOf = (request: Request) => Actor | Promise<Actor>;
