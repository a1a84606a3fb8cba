import type { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';

const ResourceSchema = v.object({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DeletionPolicy: v.optional(v.string()),
  UpdateReplacePolicy: v.optional(v.string()),
  DependsOn: v.optional(v.array(v.string()), []),
});
type TemplateResource = v.InferOutput<typeof ResourceSchema> & { readonly id: string };

/** Every resource of a type. */
export function resourcesOf(template: Template, type: string): TemplateResource[] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    ...v.parse(ResourceSchema, resource),
  }));
}

/** The only resource of a type, or the only one with such an id. */
export function resourceOf(template: Template, type: string, idStart = ''): TemplateResource {
  const found = resourcesOf(template, type).filter(({ id }) => id.startsWith(idStart));
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    throw new Error(`${found.length} resources of type ${type} begin with "${idStart}".`);
  }
  return resource;
}

const RefSchema = v.strictObject({ Ref: v.string() });
const GetAttSchema = v.strictObject({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) });
const JoinSchema = v.strictObject({
  'Fn::Join': v.tuple([v.literal(''), v.array(v.unknown())]),
});

/** A value with its references as `<TableArn>`-like text: ids lose the hash at their end. */
export function rendered(value: unknown): string {
  if (typeof value === 'string') return value;
  if (v.is(RefSchema, value)) return `<${withoutHash(value.Ref)}>`;
  if (v.is(GetAttSchema, value)) {
    const [id, attribute] = value['Fn::GetAtt'];
    return `<${withoutHash(id)}.${attribute}>`;
  }
  return v.parse(JoinSchema, value)['Fn::Join'][1].map(rendered).join('');
}

const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, '');
