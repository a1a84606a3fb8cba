import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Binding } from './binding.ts';
import type { FailureQueue } from './failure-queue.ts';
import { suppressNagFinding } from './nag-suppressions.ts';

type ReplyEmailProps = {
  readonly handler: LambdaFunction;
  readonly delayMinutes: number;
  readonly failures: FailureQueue;
};

type ArmVariable =
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_ROLE_ARN'
  | 'REPLY_EMAIL_FUNCTION_ARN'
  | 'FAILURE_QUEUE_ARN'
  | 'REPLY_EMAIL_DELAY_MINUTES';

/** One-time schedules that run the reply email some minutes after an admin's message. */
export class ReplyEmailSchedules extends Construct {
  readonly handler: LambdaFunction;
  private readonly group: CfnScheduleGroup;
  private readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ReplyEmailProps,
  ) {
    super(scope, id);
    this.handler = props.handler;
    this.group = new CfnScheduleGroup(this, 'Group');
    this.role = this.scheduleRole();
    this.suppressNagFindings();
    this.handler.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      onFailure: props.failures.destination,
    });
  }

  /** The names and rights to arm and cancel a schedule, in this group only. */
  binding(): Binding<ArmVariable> {
    const { failures, delayMinutes } = this.props;
    return {
      variables: {
        SCHEDULE_GROUP: this.group.ref,
        SCHEDULE_ROLE_ARN: this.role.roleArn,
        REPLY_EMAIL_FUNCTION_ARN: this.handler.functionArn,
        FAILURE_QUEUE_ARN: failures.queue.queueArn,
        REPLY_EMAIL_DELAY_MINUTES: String(delayMinutes),
      },
      statements: [this.manageSchedules(), this.passRole()],
    };
  }

  private manageSchedules(): PolicyStatement {
    const schedules = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.group.ref}/*`,
    });
    return new PolicyStatement({
      actions: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule'],
      resources: [schedules],
    });
  }

  private passRole(): PolicyStatement {
    return new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
  }

  private suppressNagFindings(): void {
    const stack = Stack.of(this);
    const group = stack.resolve(this.group.logicalId);
    suppressNagFinding(
      stack,
      `IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/<${group}>/*]`,
      'Each schedule is named after its message, inside this one group.',
    );
  }

  /** Lets Scheduler run the function, and send failures to the failure queue. */
  private scheduleRole(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnEquals: { 'aws:SourceArn': this.group.attrArn },
        },
      }),
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [this.handler.functionArn],
      }),
    );
    role.addToPrincipalPolicy(this.props.failures.send());
    return role;
  }
}
