import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { awsError, awsResponse } from '../aws-error.ts';
import type { LocalPermissions } from '../permissions/permissions.ts';
import { arn } from '../template/resource-names.ts';
import { refOf } from '../template/resource-reference.ts';
import type { AwsRequest, AwsResponse, AwsService, Template } from '../types.ts';
import { CreateScheduleSchema, type Schedule, ScheduleNameSchema } from './schedule.ts';
import { refusalOfRole } from './target-role.ts';

/** What the API does to the schedules. A schedule that began to run is no longer among them. */
type ScheduleBook = {
  find(group: string, name: string): Schedule | undefined;
  list(): Schedule[];
  put(schedule: Schedule): void;
  remove(id: string): void;
  now(): number;
  aheadMs(): number;
};

type Options = {
  readonly template: Template;
  readonly permissions: LocalPermissions;
  readonly book: ScheduleBook;
};
type Call = { readonly request: AwsRequest; readonly group: string; readonly name: string };

/** EventBridge Scheduler's API for one-time schedules. */
export function createSchedulerApi(options: Options): AwsService {
  const groups = options.template.ofType('AWS::Scheduler::ScheduleGroup').map(refOf);
  return async (request) => {
    const [, collection, encodedName] = request.path.split('/');
    if (collection !== 'schedules') return unknownOperation();
    if (encodedName === undefined) return listSchedules(options, request);
    const name = decodeURIComponent(encodedName);
    if (!v.is(ScheduleNameSchema, name)) return invalid(`Invalid schedule name ${name}`);
    if (request.method === 'POST') return createSchedule(options, groups, request, name);
    const call = { request, name, group: request.query.get('groupName') ?? 'default' };
    if (request.method === 'GET') return getSchedule(options, call);
    if (request.method === 'DELETE') return deleteSchedule(options, call);
    return unknownOperation();
  };
}

function createSchedule(
  { template, permissions, book }: Options,
  groups: readonly string[],
  request: AwsRequest,
  name: string,
): AwsResponse {
  const parsed = v.safeParse(bodySchema, request.body.toString());
  if (!parsed.success) return invalid(describeIssue(parsed.issues[0]));
  const { GroupName, Target, ClientToken } = parsed.output;
  const scheduleArn = arnOf(GroupName, name);
  permissions.authorize(request.accessKeyId, 'scheduler:CreateSchedule', scheduleArn);
  permissions.authorize(request.accessKeyId, 'iam:PassRole', Target.RoleArn, {
    'iam:PassedToService': ['scheduler.amazonaws.com'],
  });
  if (!groups.includes(GroupName)) return notFound(`Schedule group ${GroupName} does not exist.`);
  const refusal = refusalOfRole(template, permissions, Target);
  if (refusal !== undefined) return invalid(refusal);
  const existing = book.find(GroupName, name);
  const isRepeat = existing?.ClientToken !== undefined && existing.ClientToken === ClientToken;
  if (existing !== undefined && !isRepeat) {
    return awsError(409, 'ConflictException', `Schedule ${name} already exists.`);
  }
  if (!isRepeat) book.put(newSchedule(parsed.output, name, book));
  return awsResponse(200, { ScheduleArn: scheduleArn });
}

const bodySchema = v.pipe(v.string(), v.parseJson(), CreateScheduleSchema);

function newSchedule(
  body: v.InferOutput<typeof CreateScheduleSchema>,
  Name: string,
  book: ScheduleBook,
): Schedule {
  const [createdAt, aheadMs] = [book.now(), book.aheadMs()];
  return { ...body, id: randomUUID(), Name, createdAt, aheadMs, isDone: false };
}

function getSchedule({ permissions, book }: Options, { request, group, name }: Call): AwsResponse {
  permissions.authorize(request.accessKeyId, 'scheduler:GetSchedule', arnOf(group, name));
  const schedule = book.find(group, name);
  return schedule === undefined ? noSchedule(name) : awsResponse(200, describe(schedule));
}

function deleteSchedule({ permissions, book }: Options, { request, group, name }: Call) {
  permissions.authorize(request.accessKeyId, 'scheduler:DeleteSchedule', arnOf(group, name));
  const schedule = book.find(group, name);
  if (schedule === undefined) return noSchedule(name);
  book.remove(schedule.id);
  return awsResponse(200, {});
}

function listSchedules({ permissions, book }: Options, { accessKeyId, query }: AwsRequest) {
  const group = query.get('ScheduleGroup');
  const prefix = query.get('NamePrefix') ?? '';
  permissions.authorize(accessKeyId, 'scheduler:ListSchedules', arnOf(group ?? '*', '*'));
  const found = book
    .list()
    .filter(({ GroupName, Name }) => (group ?? GroupName) === GroupName && Name.startsWith(prefix));
  return awsResponse(200, { Schedules: found.map(describe) });
}

function describe(schedule: Schedule) {
  const { id: _id, createdAt, isDone: _isDone, ClientToken: _token, ...described } = schedule;
  return {
    ...described,
    Arn: arnOf(schedule.GroupName, schedule.Name),
    CreationDate: createdAt / 1_000,
    LastModificationDate: createdAt / 1_000,
  };
}

/** The ARN of a schedule, by which policies name it. */
export function arnOf(group: string, name: string): string {
  return arn('scheduler', `schedule/${group}/${name}`);
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'Request'}: ${issue.message}`;
}
function invalid(message: string): AwsResponse {
  return awsError(400, 'ValidationException', message);
}
function noSchedule(name: string): AwsResponse {
  return notFound(`Schedule ${name} does not exist.`);
}
function notFound(message: string): AwsResponse {
  return awsError(404, 'ResourceNotFoundException', message);
}
function unknownOperation(): AwsResponse {
  return awsError(404, 'UnknownOperationException', 'The local run does not know this operation.');
}
