import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionName } from '../functions/env.ts';
import { Alarms } from './alarms.ts';
import { envBinding, mergeBindings } from './binding.ts';
import { ChatFunction, type ChatFunctionProps } from './chat-function.ts';
import { acceptDeferredWork, deferredWorkBinding } from './deferred-work.ts';
import { EmailSender } from './email-sender.ts';
import { FailureQueue } from './failure-queue.ts';
import { feedFromStream, streamBinding } from './fan-out.ts';
import { ChatHttpApi } from './http-api.ts';
import { IdentitySecret } from './identity-secret.ts';
import { MetricsDashboard } from './metrics-dashboard.ts';
import { ReplyEmailSchedules } from './reply-email.ts';
import { settingValues } from './setting-values.ts';
import type { Settings } from './settings.ts';
import { type SignIn, signInOf } from './sign-in.ts';
import { SiteFiles } from './site-files.ts';
import { Sites } from './sites.ts';
import { ChatSocketApi } from './socket-api.ts';
import { addStackOutputs } from './stack-outputs.ts';
import { ChatTable } from './table.ts';

/** The folders with the built functions and the built sites. */
type Assets = { readonly functions: string; readonly sites: string };

type ChatStackProps = StackProps & {
  readonly settings: Settings;
  readonly assets?: Assets;
};

type FunctionRole = 'httpApi' | 'socket' | 'fanOut' | 'replyEmail' | 'deferredWork';

const BUILT: Assets = { functions: 'dist/functions', sites: 'dist/sites' };

/**
 * The whole chat. Only this file knows how the parts depend on each other. The APIs are created without
 * routes, the site points at them, the functions get the site's address, then the APIs get the functions.
 */
export class ChatStack extends Stack {
  private readonly settings: Settings;
  private readonly assets: Assets;
  private readonly table: ChatTable;
  private readonly secret: IdentitySecret;
  private readonly failures: FailureQueue;
  private readonly email: EmailSender;
  private readonly httpApi: ChatHttpApi;
  private readonly socketApi: ChatSocketApi;
  private readonly signIn: SignIn;
  private readonly sites: Sites;
  private readonly admins: { readonly issuer: string; readonly clientId: string };

  constructor(scope: Construct, id: string, props: ChatStackProps) {
    const { settings, assets = BUILT, ...stackProps } = props;
    super(scope, id, {
      description: 'Support chat: widget, dashboard, API and reply emails',
      ...stackProps,
    });
    this.settings = settings;
    this.assets = assets;
    this.table = new ChatTable(this, 'Table', settings);
    this.secret = new IdentitySecret(this, 'Identity', settings);
    this.failures = new FailureQueue(this, 'Failures');
    this.email = new EmailSender(this, 'Email', settings);
    this.httpApi = new ChatHttpApi(this, 'HttpApi', settings);
    this.socketApi = new ChatSocketApi(this, 'SocketApi');
    this.signIn = signInOf(this, settings);
    this.sites = this.addSites();
    this.admins = {
      issuer: this.signIn.issuer,
      clientId: this.signIn.clientFor(this.sites.publicUrl),
    };
    this.addFunctions();
    this.uploadSites();
    addStackOutputs(this, {
      publicUrl: this.sites.publicUrl,
      distribution: this.sites.distribution,
      customDomain: settings.domainName,
      secretArn: this.secret.arn,
      tableName: this.table.name,
      userPoolId: this.signIn.userPoolId,
      adminGroup: settings.adminClaimValue,
      failureQueueUrl: this.failures.queue.queueUrl,
      dkimRecords: this.email.dkimRecords,
    });
  }

  private addSites(): Sites {
    return new Sites(this, 'Sites', {
      settings: this.settings,
      httpHost: this.httpApi.host,
      socketHost: this.socketApi.host,
      edgeProof: this.edgeProof(),
      signInOrigins: this.signIn.origins,
    });
  }

  /** Two names that CloudFormation makes up. No response, page or token contains them. */
  private edgeProof(): string {
    return `${this.table.name} ${this.stackId}`;
  }

  private addFunctions(): void {
    const httpApi = this.createHttpApiFunction();
    const socket = this.createSocketFunction();
    const schedules = this.createReplyEmails();
    const deferredWork = this.createDeferredWorkFunction(schedules);
    const fanOut = this.createFanOutFunction(schedules, deferredWork);
    this.httpApi.serve(httpApi, this.admins);
    this.socketApi.serve(socket);
    feedFromStream(this, fanOut, { streamArn: this.table.streamArn, failures: this.failures });
    this.addMonitoring({ httpApi, socket, fanOut, deferredWork, replyEmail: schedules.handler });
  }

  private addMonitoring({ replyEmail, ...functions }: Record<FunctionRole, LambdaFunction>): void {
    const { failures } = this;
    new Alarms(this, 'Alarms', { ...functions, failures, email: this.settings.alarmEmail });
    new MetricsDashboard(this, 'Dashboard', {
      httpApiId: this.httpApi.apiId,
      socketApiId: this.socketApi.apiId,
      tableName: this.table.name,
      functions: { ...functions, replyEmail },
      fanOut: functions.fanOut,
      failures,
    });
  }

  private createHttpApiFunction(): LambdaFunction {
    const { version, inbox, retention, limits, pages, adminRight, origins, site, visitors } =
      this.values();
    const items = [
      ...['GetItem', 'BatchGetItem', 'Query'],
      ...['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem', 'BatchWriteItem'],
    ];
    return this.createFunction('HttpApiFunction', {
      name: 'http-api',
      timeoutSeconds: 10,
      uses: mergeBindings(
        this.table.binding({ items, index: true }),
        this.secret.binding(),
        ...([version, inbox, retention, limits, pages] as const),
        ...([adminRight, origins, site, visitors] as const),
        envBinding({ EDGE_PROOF: this.edgeProof() }),
      ),
    });
  }

  private createSocketFunction(): LambdaFunction {
    const { version, inbox, retention, limits, pages, adminRight, origins } = this.values();
    const items = [
      ...['GetItem', 'Query'],
      ...['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
    ];
    return this.createFunction('SocketFunction', {
      name: 'socket',
      timeoutSeconds: 10,
      uses: mergeBindings(
        this.table.binding({ items }),
        this.secret.binding(),
        this.socketApi.binding(),
        ...([version, inbox, retention, limits, pages, adminRight, origins] as const),
        envBinding({ ADMIN_ISSUER: this.admins.issuer, ADMIN_CLIENT_ID: this.admins.clientId }),
      ),
    });
  }

  private createReplyEmails(): ReplyEmailSchedules {
    const { version, limits, origins, site } = this.values();
    const handler = this.createFunction('ReplyEmailFunction', {
      name: 'reply-email',
      timeoutSeconds: 30,
      uses: mergeBindings(
        this.table.binding({ items: ['GetItem', 'Query', 'UpdateItem'] }),
        this.secret.binding(),
        this.email.binding(),
        this.failures.binding(),
        ...([version, limits, origins, site] as const),
      ),
    });
    return new ReplyEmailSchedules(this, 'ReplyEmail', {
      handler,
      delayMinutes: this.settings.replyEmailDelayMinutes,
      failures: this.failures,
    });
  }

  private createDeferredWorkFunction(replyEmails: ReplyEmailSchedules): LambdaFunction {
    const { version, inbox, retention } = this.values();
    const items = [
      ...['GetItem', 'Query'],
      ...['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'],
    ];
    const handler = this.createFunction('DeferredWorkFunction', {
      name: 'deferred-work',
      // Three tries wait for an outage of Scheduler, each as long as its client keeps retrying.
      timeoutSeconds: 300,
      uses: mergeBindings(
        this.table.binding({ items }),
        this.socketApi.binding(),
        replyEmails.binding(),
        this.failures.binding(),
        ...([version, inbox, retention] as const),
      ),
    });
    acceptDeferredWork(handler, this.failures);
    return handler;
  }

  private createFanOutFunction(
    replyEmails: ReplyEmailSchedules,
    deferredWork: LambdaFunction,
  ): LambdaFunction {
    return this.createFunction('FanOutFunction', {
      name: 'fan-out',
      timeoutSeconds: 30,
      // One whole processor: posting is limited by it, and 3.4 times as fast for about the same price.
      memoryMegabytes: 1_769,
      uses: mergeBindings(
        this.table.binding({
          items: ['GetItem', 'Query', 'DeleteItem'],
          index: true,
        }),
        streamBinding(this.table.streamArn),
        this.failures.binding(),
        this.socketApi.binding(),
        replyEmails.binding(),
        deferredWorkBinding(deferredWork),
        this.values().version,
      ),
    });
  }

  private values() {
    return settingValues(this.settings, this.sites.publicUrl);
  }

  private createFunction<N extends FunctionName>(
    id: string,
    props: Omit<ChatFunctionProps<N>, 'assets' | 'tracing'>,
  ): LambdaFunction {
    const { tracing } = this.settings;
    return new ChatFunction(this, id, { ...props, tracing, assets: this.assets.functions }).lambda;
  }

  private uploadSites(): void {
    new SiteFiles(this, 'SiteFiles', {
      assets: this.assets.sites,
      widgetBucket: this.sites.widgetBucket,
      adminBucket: this.sites.adminBucket,
      adminConfig: {
        issuer: this.admins.issuer,
        client_id: this.admins.clientId,
        site_name: this.settings.siteName,
        ...(this.settings.adminScope && { scope: this.settings.adminScope }),
      },
      widgetDefaults: {
        ...this.settings.widget,
        ...(!this.settings.visitors && { visitors: 'off' }),
      },
    });
  }
}
