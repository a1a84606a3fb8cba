import project from '../package.json' with { type: 'json' };
import { buildAdmin } from '../web-admin/build.ts';
import { buildWidget } from '../web-widget/build.ts';
import { buildPackage } from '../web-widget/build-package.ts';
import { buildFunctions } from './build-functions.ts';

// Also when a test starts the build: tests run what is deployed.
process.env.NODE_ENV = 'production';
const [sizes] = await Promise.all([
  buildWidget(),
  buildFunctions(),
  buildAdmin(),
  buildPackage(project.version),
]);
console.log('What the widget weighs (bytes, brotli):');
for (const { name, files, bytes } of sizes) {
  console.log(`${bytes.toLocaleString('en').padStart(8)} in ${files}  ${name}`);
}
