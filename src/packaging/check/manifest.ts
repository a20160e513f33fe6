import type { ScormStandard } from '../package-name.ts';
import { child, descendants, type XmlElement } from './xml-tree.ts';

/** A launchable or grouping item of an organization. */
export interface ManifestItem {
  id: string;
  ref: string | null;
  /** Pass mark in per cent as the manifest states it, `NaN` when it is no number; null without one. */
  passMark: number | null;
}

export interface ManifestResource {
  id: string;
  /** Where it is launched, as a place in the package; null without one. */
  href: string | null;
  isSco: boolean;
  files: string[];
  /** Ids of the resources it depends on. */
  dependencies: string[];
}

/** What the checks need of a manifest. */
export interface Manifest {
  /** Null when it names no version that is known here. */
  standard: ScormStandard | null;
  /** The version as it is spelled. */
  schemaVersion: string;
  ids: string[];
  defaultOrganization: string | null;
  organizations: string[];
  items: ManifestItem[];
  resources: ManifestResource[];
  /** Schema files that it names beside itself. */
  schemas: string[];
}

/** Picks what the checks need from a parsed `imsmanifest.xml`. */
export function readManifest(root: XmlElement): Manifest {
  const metadata = child(root, 'metadata');
  const schemaVersion = (metadata && child(metadata, 'schemaversion')?.text) ?? '';
  const standard = standardOf(schemaVersion);
  const organizations = child(root, 'organizations');
  const resources = child(root, 'resources');
  const everything = [root, ...allBelow(root)];
  return {
    standard,
    schemaVersion,
    ids: everything.flatMap((element) => element.attributes.get('identifier') ?? []),
    defaultOrganization: organizations?.attributes.get('default') ?? null,
    organizations: (organizations ? descendants(organizations, 'organization') : []).map(
      ({ attributes }) => attributes.get('identifier') ?? '',
    ),
    items: (organizations ? descendants(organizations, 'item') : []).map(readItem),
    resources: (resources ? descendants(resources, 'resource') : []).map((resource) =>
      readResource(resource, base(root) + base(resources)),
    ),
    schemas: (root.attributes.get('schemaLocation') ?? '')
      .split(/\s+/)
      .filter((word, place) => place % 2 === 1 && word !== '')
      // Schemas on the web are the LMS's concern; it has copies.
      .filter((address) => !/^[a-z]+:/i.test(address)),
  };
}

function standardOf(schemaVersion: string): ScormStandard | null {
  if (schemaVersion === '1.2') return 'scorm12';
  return /^(2004\b|CAM 1\.3$)/.test(schemaVersion) ? 'scorm2004' : null;
}

function allBelow(element: XmlElement): XmlElement[] {
  return element.children.flatMap((one) => [one, ...allBelow(one)]);
}

function base(element: XmlElement | undefined): string {
  return element?.attributes.get('base') ?? '';
}

function readItem(item: XmlElement): ManifestItem {
  const mastery = child(item, 'masteryscore');
  const sequencing = child(item, 'sequencing');
  const primary = sequencing && descendants(sequencing, 'primaryObjective')[0];
  const byMeasure = primary?.attributes.get('satisfiedByMeasure') === 'true';
  const measure = primary && child(primary, 'minNormalizedMeasure');
  return {
    id: item.attributes.get('identifier') ?? '',
    ref: item.attributes.get('identifierref') || null,
    passMark:
      mastery !== undefined
        ? number(mastery.text)
        : byMeasure
          ? // The standard's own default is 1.0.
            Math.round(number(measure?.text || '1') * 100_000) / 1000
          : null,
  };
}

function number(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

function readResource(resource: XmlElement, above: string): ManifestResource {
  const from = above + base(resource);
  const href = resource.attributes.get('href');
  return {
    id: resource.attributes.get('identifier') ?? '',
    href: href === undefined ? null : place(from, href),
    isSco: (resource.attributes.get('scormtype') ?? resource.attributes.get('scormType')) === 'sco',
    files: descendants(resource, 'file').flatMap(
      (file) => place(from, file.attributes.get('href') ?? '') || [],
    ),
    dependencies: descendants(resource, 'dependency').map(
      ({ attributes }) => attributes.get('identifierref') ?? '',
    ),
  };
}

/** An address of the manifest as a file name in the ZIP; another host's address stays as it is. */
function place(from: string, href: string): string {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(href)) return href;
  const path = new URL(from + href, 'http://package/').pathname.slice(1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
