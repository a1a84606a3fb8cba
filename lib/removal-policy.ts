import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * Of what holds data or is hard to get again. It stays when the stack is removed or the resource is
 * replaced, unless it was just being created: a first deployment that fails leaves nothing behind.
 */
export const removalPolicyOf = ({ keepData }: { keepData: boolean }): RemovalPolicy =>
  keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
