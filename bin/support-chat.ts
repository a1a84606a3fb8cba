import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ChatStack } from '../lib/chat-stack.ts';
import { readSettings, SettingsError } from '../lib/settings.ts';

try {
  const app = new App({ analyticsReporting: false });
  new ChatStack(app, 'SupportChat', { settings: readSettings(app.node.getAllContext()) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}
