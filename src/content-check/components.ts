/** What an MDX component takes; the components themselves are in `src/components/`. */
export interface ComponentRule {
  required: readonly string[];
  optional: readonly string[];
  /** How it is written, for messages. */
  example: string;
}

/** Every component that an editor may use in MDX. */
export const COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  Phone: { required: ['id'], optional: [], example: '<Phone id="tong-dai-111" />' },
  Law: { required: ['id'], optional: [], example: '<Law id="tt-18-2025-bgddt" />' },
  Ref: { required: ['to'], optional: [], example: '<Ref to="ma-nguon" />' },
  Case: { required: ['title'], optional: [], example: '<Case title="…">…</Case>' },
  Note: {
    required: ['kind'],
    optional: ['title'],
    example: '<Note kind="do" title="…">…</Note>',
  },
  Say: { required: [], optional: ['who'], example: '<Say who="…">…</Say>' },
  Steps: { required: [], optional: [], example: '<Steps>…</Steps>' },
  DoDont: {
    required: ['do', 'dont'],
    optional: [],
    example: '<DoDont do={["…"]} dont={["…"]} />',
  },
  SelfCheck: {
    required: ['question', 'options'],
    optional: [],
    example: '<SelfCheck question="…" options={[{ text: "…", correct: true, feedback: "…" }]} />',
  },
  Activity: {
    required: ['title', 'minutes'],
    optional: [],
    example: '<Activity title="…" minutes={15}>…</Activity>',
  },
  Drawing: { required: ['name', 'alt'], optional: [], example: '<Drawing name="…" alt="…" />' },
};

/** Kinds of `<Note>`. */
export const NOTE_KINDS = ['do', 'dont', 'warning', 'law', 'info'] as const;
