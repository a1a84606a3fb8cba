import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

/** An email to one address. */
export type Email = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The URL for one-click unsubscribing (RFC 8058). */
  readonly unsubscribe_url: string;
};

export type Mailer = (email: Email) => Promise<void>;

export function createMailer(settings: {
  EMAIL_FROM: string;
  EMAIL_CONFIGURATION_SET: string;
}): Mailer {
  const client = new SESv2Client();
  return async ({ to, subject, text, html, unsubscribe_url }) => {
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: settings.EMAIL_FROM,
        ConfigurationSetName: settings.EMAIL_CONFIGURATION_SET,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Headers: [
              { Name: 'List-Unsubscribe', Value: `<${unsubscribe_url}>` },
              { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
            ],
          },
        },
      }),
    );
  };
}
