/**
 * What Preact 10.29.8 does for components and add-ons that the quiz does not have: life-cycle methods, contexts,
 * the calls for hooks and developer tools, HTML as a
 * property, default properties, MathML, suspending.
 */
const UNUSED: readonly { name: string; code: RegExp; instead: string; expected: number }[] = [
  {
    name: 'questions for methods',
    code: /null!=\w+\.(?:getDerivedStateFromProps|componentWillMount|componentDidMount|componentWillReceiveProps|shouldComponentUpdate|componentWillUpdate|getChildContext|getSnapshotBeforeUpdate)/g,
    instead: '!1',
    expected: 8,
  },
  {
    name: 'questions whether a method is missing',
    code: /null==\w+\.getDerivedStateFromProps/g,
    instead: '!0',
    expected: 2,
  },
  {
    name: 'contexts of a class',
    code: /I=\(s=F\.contextType\)&&i\[s\.__c\],P=s\?I\?I\.props\.value:s\.__:i/g,
    instead: 'I=0,P=i',
    expected: 1,
  },
  {
    name: 'calls for hooks and tools',
    code: /\(s=l\.(?:__b|diffed)\)&&s\(u\)|\bl\.(?:vnode|unmount)&&l\.(?:vnode|unmount)\(\w\)/g,
    instead: '(0)',
    expected: 5,
  },
  { name: 'default properties', code: /null!=l\.defaultProps/g, instead: '!1', expected: 1 },
  {
    name: 'properties that are HTML',
    code: /"dangerouslySetInnerHTML"==s\?\w=y:|(?<=if\()h\)c\|\|p&&\(.{1,90}t\.__k=\[\];else if\(p&&\(u\.innerHTML=""\),/g,
    instead: '',
    expected: 3,
  },
  { name: 'MathML', code: /"math"==x\?o="[^"]+":/g, instead: '', expected: 1 },
  {
    name: 'suspended components',
    code: /128&t\.__u&&\(c=!!\(32&t\.__u\),o=\[f=u\.__e=t\.__e\]\)/g,
    instead: '0',
    expected: 1,
  },
  { name: 'promises of suspended components', code: /\bn\.then\b/g, instead: '!1', expected: 2 },
  { name: 'the call before rendering', code: /\bA=l\.__r,/g, instead: 'A=0,', expected: 1 },
];

/** What this takes away by its names; the quiz must use none of it. */
export const UNCALLED =
  /\b(?:getDerivedStateFromProps|component(?:WillMount|DidMount|WillReceiveProps|WillUpdate)|shouldComponentUpdate|getChildContext|getSnapshotBeforeUpdate|contextType|defaultProps|dangerouslySetInnerHTML)\b/;

/**
 * Takes that out of Preact's code.
 * @throws When the code is not as it is known: then look at the new version before shipping it.
 */
export function withoutUnusedPreact(code: string): string {
  return UNUSED.reduce((kept, { name, code: unused, instead, expected }) => {
    const found = kept.match(unused)?.length ?? 0;
    if (found !== expected) {
      throw new Error(`Preact has ${found} ${name} where ${expected} are known`);
    }
    return kept.replace(unused, instead);
  }, code);
}
