import * as v from 'valibot';

/** A customer whom the company's server vouches for. */
const UserSchema = v.object({
  kind: v.literal('user'),
  id: v.string(),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
});

/** Somebody on the site without a signed identity. */
const VisitorSchema = v.object({ kind: v.literal('visitor'), id: v.string() });

/** Support staff. */
const AdminSchema = v.object({
  kind: v.literal('admin'),
  id: v.string(),
  email: v.nullable(v.string()),
  name: v.string(),
});

export const ActorSchema = v.variant('kind', [UserSchema, VisitorSchema, AdminSchema]);

/** Who is asking. Made from a verified token at the edge, and from nothing else. */
export type Actor = v.InferOutput<typeof ActorSchema>;
export type Customer = Extract<Actor, { kind: 'user' | 'visitor' }>;
export type Admin = Extract<Actor, { kind: 'admin' }>;

export const VISITOR_PREFIX = 'visitor:';
