import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { expect, onTestFinished, test } from 'vitest';
import { createMailer } from '../../../functions/clients/reply-mailer.ts';

test('[E4, E5] an email has a text and an HTML part, its configuration set, and the headers for one-click unsubscribing', async () => {
  const ses = mockClient(SESv2Client);
  onTestFinished(() => ses.restore());
  ses.on(SendEmailCommand).resolves({});
  const send = createMailer({
    EMAIL_FROM: 'Shop <chat@shop.example>',
    EMAIL_CONFIGURATION_SET: 'mails',
  });
  await send({
    to: 'ann@user.example',
    subject: 'New reply from Shop',
    text: 'text part',
    html: '<p>html part</p>',
    unsubscribe_url: 'https://chat.shop.example/api/email/unsubscribe?token=t',
  });
  expect(ses).toHaveReceivedCommandOnce(SendEmailCommand);
  // RFC 8058: both headers, and an https address that a POST alone ends the emails with.
  expect(ses).toHaveReceivedCommandWith(SendEmailCommand, {
    FromEmailAddress: 'Shop <chat@shop.example>',
    ConfigurationSetName: 'mails',
    Destination: { ToAddresses: ['ann@user.example'] },
    Content: {
      Simple: {
        Subject: { Data: 'New reply from Shop', Charset: 'UTF-8' },
        Body: {
          Text: { Data: 'text part', Charset: 'UTF-8' },
          Html: { Data: '<p>html part</p>', Charset: 'UTF-8' },
        },
        Headers: [
          {
            Name: 'List-Unsubscribe',
            Value: '<https://chat.shop.example/api/email/unsubscribe?token=t>',
          },
          { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        ],
      },
    },
  });
});
