import * as v from 'valibot';
import { awsError, awsResponse } from '../aws-error.ts';
import type { State } from '../state.ts';
import { arn, REGION } from '../template/resource-names.ts';
import { refOf } from '../template/resource-reference.ts';
import type { AwsRequest, AwsResponse, AwsService, Part, Permissions, Template } from '../types.ts';
import type { LocalSes, TakenEmail } from './local-ses.ts';
import { type Email, openOutbox } from './outbox.ts';

export type EmailPart = Part & {
  readonly service: AwsService;
  /** The emails sent so far, oldest first. */
  emails(): Email[];
};

type Options = {
  readonly template: Template;
  readonly permissions: Permissions;
  readonly state: State;
};

/**
 * SES v2 `SendEmail` by a real local SES, behind what the cloud checks before it: the sender's
 * header and identity, the configuration set, and the caller's right to all of them.
 */
export async function startEmail({ template, permissions, state }: Options): Promise<EmailPart> {
  const outbox = openOutbox(state);
  const known = {
    identities: template.ofType('AWS::SES::EmailIdentity').map(refOf),
    configurationSets: template.ofType('AWS::SES::ConfigurationSet').map(refOf),
  };
  let ses: Promise<LocalSes> | undefined;
  return {
    async service(request) {
      if (request.method !== 'POST' || request.path !== '/v2/email/outbound-emails') {
        return awsError(404, 'UnknownOperationException', 'The local run can only send emails.');
      }
      const refusal = check(request, known, permissions);
      if (refusal !== undefined) return refusal;
      // Few runs send an email, and loading the local SES takes a while.
      ses ??= import('./local-ses.ts').then(({ startLocalSes }) => startLocalSes());
      const sent = await (await ses).send(request.body);
      if (!sent.ok) return awsError(sent.status, 'BadRequestException', sent.message);
      outbox.add(toEmail(sent.email));
      return awsResponse(200, { MessageId: sent.email.messageId });
    },
    emails: outbox.all,
    async stop() {
      await (await ses)?.stop();
    },
  };
}

const requestSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    FromEmailAddress: v.string(),
    ConfigurationSetName: v.optional(v.string()),
    Destination: v.object({ ToAddresses: v.pipe(v.array(v.string()), v.minLength(1)) }),
  }),
);

type Known = { readonly identities: string[]; readonly configurationSets: string[] };

/** An address stands for itself, or its domain stands for it. */
function check(
  { accessKeyId, body }: AwsRequest,
  { identities, configurationSets }: Known,
  permissions: Permissions,
): AwsResponse | undefined {
  const parsed = v.safeParse(requestSchema, body.toString());
  if (!parsed.success) return awsError(400, 'BadRequestException', parsed.issues[0].message);
  const { FromEmailAddress, ConfigurationSetName, Destination } = parsed.output;
  if (!isHeader(FromEmailAddress)) {
    return awsError(400, 'BadRequestException', "Missing final '@domain'");
  }
  const { address, displayName } = readSender(FromEmailAddress);
  const domain = address.slice(address.indexOf('@') + 1);
  const identity = [address, domain].find((name) => identities.includes(name));
  const context = { 'ses:FromAddress': [address], 'ses:FromDisplayName': [displayName] };
  const authorize = (resource: string) =>
    permissions.authorize(accessKeyId, 'ses:SendEmail', arn('ses', resource), context);
  authorize(`identity/${identity ?? address}`);
  // An account begins in the sandbox, where every recipient must be a verified identity too.
  for (const to of Destination.ToAddresses) authorize(`identity/${to}`);
  if (ConfigurationSetName !== undefined) authorize(`configuration-set/${ConfigurationSetName}`);
  if (identity === undefined) {
    const where = `The following identities failed the check in region ${REGION.toUpperCase()}`;
    const message = `Email address is not verified. ${where}: ${address}`;
    return awsError(400, 'MessageRejected', message);
  }
  if (ConfigurationSetName !== undefined && !configurationSets.includes(ConfigurationSetName)) {
    const message = `Configuration set <${ConfigurationSetName}> does not exist.`;
    return awsError(404, 'NotFoundException', message);
  }
  return undefined;
}

/** SES takes a name of atoms or encoded words, or a quoted one, and nothing that is not ASCII. */
const isHeader = (from: string) =>
  /^[ -~]*$/.test(from) &&
  /^(?:"(?:[^"\\]|\\.)*" <|[\w !#$%&'*+/=?^`{|}~-]+ <|<)?[^\s<>@]+@[^\s<>@]+>?$/.test(from);

function readSender(from: string): { address: string; displayName: string } {
  const [, displayName = '', address = from] = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  return { address: address.trim().toLowerCase(), displayName };
}

function toEmail({ from, destination, subject, body, headers, at }: TakenEmail): Email {
  return {
    from,
    to: destination.to.join(', '),
    subject,
    text: body.text,
    html: body.html,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    sent_at: new Date(at * 1_000).toISOString(),
  };
}
