import {
  MessageRejected,
  NotFoundException,
  SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { expect, onTestFinished, test } from 'vitest';
import { startAwsFront } from '../../../local/aws-front.ts';
import { startEmail } from '../../../local/email/email.ts';
import { openState } from '../../../local/state.ts';
import { fakePermissions } from '../http-gateway/fake-permissions.ts';
import { aTemplate } from '../template/an-assembly.ts';

const RESOURCES = {
  Domain: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'shop.example' } },
  Address: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'me@mail.example' } },
  Mails: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'mails' } },
};

async function start(given: { refused?: string[] } = {}) {
  const permissions = fakePermissions(given);
  const state = openState(undefined);
  const template = aTemplate({ resources: RESOURCES });
  const email = await startEmail({ template, permissions, state });
  const aws = await startAwsFront();
  onTestFinished(async () => {
    await email.stop();
    await aws.stop();
  });
  aws.mount('sesv2', email.service);
  const client = new SESv2Client({
    endpoint: `${aws.url}/sesv2`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'PROBE', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  return { email, client, permissions, again: () => startEmail({ template, permissions, state }) };
}

type Given = { from?: string; to?: string; set?: string; subject?: string };
const anEmail = ({ from, to, set, subject }: Given = {}) =>
  new SendEmailCommand({
    FromEmailAddress: from ?? 'Shop <chat@shop.example>',
    ConfigurationSetName: set,
    Destination: { ToAddresses: [to ?? 'ann@user.example'] },
    Content: {
      Simple: {
        Subject: { Data: subject ?? 'New reply' },
        Body: { Text: { Data: 'text part' }, Html: { Data: '<p>html part</p>' } },
        Headers: [{ Name: 'List-Unsubscribe', Value: '<https://chat.shop.example/u>' }],
      },
    },
  });

test('[L4] a sent email can be read with all its parts, after a restart too', async () => {
  const { client, email, again, permissions } = await start();
  const { MessageId } = await client.send(anEmail({ set: 'mails' }));
  expect(MessageId).toEqual(expect.any(String));
  expect(email.emails()).toEqual([
    {
      from: 'Shop <chat@shop.example>',
      to: 'ann@user.example',
      subject: 'New reply',
      text: 'text part',
      html: '<p>html part</p>',
      headers: { 'List-Unsubscribe': '<https://chat.shop.example/u>' },
      sent_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    },
  ]);
  expect((await again()).emails()).toEqual(email.emails());
  const context = { 'ses:FromAddress': ['chat@shop.example'], 'ses:FromDisplayName': ['Shop'] };
  const place = 'arn:aws:ses:us-east-1:000000000000';
  expect(permissions.asked).toEqual([
    { action: 'ses:SendEmail', resource: `${place}:identity/shop.example`, context },
    { action: 'ses:SendEmail', resource: `${place}:identity/ann@user.example`, context },
    { action: 'ses:SendEmail', resource: `${place}:configuration-set/mails`, context },
  ]);
});

test('[L3] an address may stand for itself', async () => {
  const { client, email } = await start();
  await client.send(anEmail({ from: 'me@mail.example' }));
  await expect(client.send(anEmail({ from: 'you@mail.example' }))).rejects.toThrow(
    'Email address is not verified. The following identities failed the check in region US-EAST-1: you@mail.example',
  );
  expect(email.emails()).toHaveLength(1);
});

test('[L3] the errors are those that the SDK knows', async () => {
  const { client, email } = await start();
  const stranger = anEmail({ from: 'x@elsewhere.example' });
  await expect(client.send(stranger)).rejects.toThrow(MessageRejected);
  await expect(client.send(anEmail({ set: 'other' }))).rejects.toThrow(NotFoundException);
  expect(email.emails()).toEqual([]);
});

test.each([
  ['Tea: the shop <chat@shop.example>'],
  ['Tea (Bonn) <chat@shop.example>'],
  ['Teeläden <chat@shop.example>'],
  ['Tea, Inc. <chat@shop.example>'],
])('[L3] a sender that is no header is refused: %s', async (from) => {
  const { client } = await start();
  await expect(client.send(anEmail({ from }))).rejects.toThrow("Missing final '@domain'");
});

test.each([
  ['"Tea, Inc." <chat@shop.example>'],
  ['=?UTF-8?B?VGVlbMOkZGVu?= <chat@shop.example>'],
  ['chat@shop.example'],
])('[L3] a sender that is one is taken: %s', async (from) => {
  const { client, email } = await start();
  await client.send(anEmail({ from }));
  expect(email.emails()).toMatchObject([{ from }]);
});

test('[L2] a caller without the right sends nothing', async () => {
  const { client, email } = await start({ refused: ['ses:SendEmail'] });
  await expect(client.send(anEmail())).rejects.toThrow(/Not authorized/);
  expect(email.emails()).toEqual([]);
});

test('[L5] two runs in one process do not see each other’s emails', async () => {
  const [one, two] = [await start(), await start()];
  await Promise.all([
    one.client.send(anEmail({ subject: 'one' })),
    two.client.send(anEmail({ subject: 'two' })),
  ]);
  expect(one.email.emails()).toMatchObject([{ subject: 'one' }]);
  expect(two.email.emails()).toMatchObject([{ subject: 'two' }]);
});
