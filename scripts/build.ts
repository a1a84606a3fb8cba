import { buildAdmin } from '../web-admin/build.ts';
import { buildWidget } from '../web-widget/build.ts';
import { buildFunctions } from './build-functions.ts';

await Promise.all([buildFunctions(), buildWidget(), buildAdmin()]);
