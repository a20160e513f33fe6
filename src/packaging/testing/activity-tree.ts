import { child, type XmlElement } from '../check/xml-tree.ts';

/** An activity as a sequencing engine (scorm-again) is configured with it. */
export interface ActivityOutline {
  id: string;
  title: string;
  children: ActivityOutline[];
  primaryObjective?: {
    objectiveID: string;
    satisfiedByMeasure: boolean;
    minNormalizedMeasure: number;
  };
  deliveryControls?: { completionSetByContent: boolean; objectiveSetByContent: boolean };
  sequencingControls?: Record<string, boolean>;
  rollupRules?: { rules: RuleOutline[] };
}

interface RuleOutline {
  action: string;
  consideration: string;
  conditions: { condition: string }[];
}

/**
 * The activity tree of an `<organization>` or `<item>`, with everything of its sequencing that our
 * manifests use. What a manifest says beyond that is an error here, not a silent loss.
 */
export function activityTree(element: XmlElement): ActivityOutline {
  const sequencing = child(element, 'sequencing');
  return {
    id: element.attributes.get('identifier') ?? '',
    title: child(element, 'title')?.text ?? '',
    children: element.children.filter(({ name }) => name === 'item').map(activityTree),
    ...Object.assign({}, ...(sequencing?.children ?? []).map(setting)),
  };
}

function setting(element: XmlElement): Partial<ActivityOutline> {
  const flags = () =>
    Object.fromEntries([...element.attributes].map(([name, value]) => [name, value === 'true']));
  const flag = (from: XmlElement, name: string) => from.attributes.get(name) === 'true';
  switch (element.name) {
    case 'controlMode':
      return { sequencingControls: flags() };
    case 'deliveryControls':
      return {
        deliveryControls: {
          completionSetByContent: flag(element, 'completionSetByContent'),
          objectiveSetByContent: flag(element, 'objectiveSetByContent'),
        },
      };
    case 'objectives': {
      const objective = child(element, 'primaryObjective');
      if (objective === undefined) throw new Error('Objectives without a primary one');
      return {
        primaryObjective: {
          objectiveID: objective.attributes.get('objectiveID') ?? '',
          satisfiedByMeasure: flag(objective, 'satisfiedByMeasure'),
          minNormalizedMeasure: Number(child(objective, 'minNormalizedMeasure')?.text),
        },
      };
    }
    case 'rollupRules':
      return { rollupRules: { rules: element.children.map(rule) } };
    default:
      throw new Error(`Sequencing with <${element.name}> is not read here`);
  }
}

function rule(element: XmlElement): RuleOutline {
  const conditions = child(element, 'rollupConditions')?.children ?? [];
  return {
    action: (child(element, 'rollupAction') ?? element).attributes.get('action') ?? '',
    consideration: element.attributes.get('childActivitySet') ?? '',
    conditions: conditions.map(({ attributes }) => ({
      condition: attributes.get('condition') ?? '',
    })),
  };
}
