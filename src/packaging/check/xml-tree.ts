import { SaxesParser } from 'saxes';

/** An element of an XML file, with namespaces resolved. */
export interface XmlElement {
  /** Local name, without a prefix. */
  name: string;
  /** Namespace address; `''` when it has none. */
  namespace: string;
  /** Attributes by local name; a prefix is dropped. */
  attributes: Map<string, string>;
  children: XmlElement[];
  /** Text right inside it, trimmed. */
  text: string;
}

const DEEPEST = 200;

/**
 * Reads XML. Own entities are not expanded: a file that uses them is refused, so none can grow.
 * @throws Error with line and column when it is not well-formed
 */
export function readXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: new Map(
        Object.values(tag.attributes)
          .filter(({ prefix }) => prefix !== 'xmlns')
          .map(({ local, value }) => [local, value]),
      ),
      children: [],
      text: '',
    };
    if (open.length >= DEEPEST) throw new Error('quá nhiều tầng lồng nhau');
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('cdata', (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) element.text = element.text.trim();
  });
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  if (root === undefined) throw new Error('không có nội dung');
  return root;
}

/** Every element of this name in the tree below, in order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The first child of this name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}
