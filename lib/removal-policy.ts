import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * For resources with data, or that are hard to recreate. They stay when the stack is deleted or the
 * resource is replaced, but not when a first deployment fails: it leaves nothing behind.
 */
export const removalPolicyOf = ({ keepData }: { keepData: boolean }): RemovalPolicy =>
  keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
