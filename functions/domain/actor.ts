import * as v from 'valibot';

/** A user with a token from the company. */
const SignedInUserSchema = v.object({
  kind: v.literal('signed_in'),
  id: v.string(),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
});

/** A user without a token from the company. */
const VisitorSchema = v.object({ kind: v.literal('visitor'), id: v.string() });

/** Support staff. */
const AdminSchema = v.object({
  kind: v.literal('admin'),
  id: v.string(),
  email: v.nullable(v.string()),
  name: v.string(),
});

export const ActorSchema = v.variant('kind', [SignedInUserSchema, VisitorSchema, AdminSchema]);

/** Who makes a request. Only a verified token becomes an actor. */
export type Actor = v.InferOutput<typeof ActorSchema>;
export type User = Extract<Actor, { kind: 'signed_in' | 'visitor' }>;
export type Admin = Extract<Actor, { kind: 'admin' }>;

export const VISITOR_PREFIX = 'visitor:';
