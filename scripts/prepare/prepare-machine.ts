import { chooseEngine } from '../../local/dynamodb/engines/choose-engine.ts';
import { prepareChromium } from './chromium.ts';
import { canInstallPackages, installPackages } from './debian-packages.ts';
import { FIREFOX, findProgram, requireProgram, WEBKIT_DRIVER, XVFB } from './programs.ts';

/** What is going to run: the chat, its tests in Chromium or in three browsers, or those of the engine. */
export type Purpose = 'start' | 'browser' | 'engines' | 'dynamodb-local';

/**
 * Downloads and installs what is missing on this computer, beside npm's packages. Throws an error of
 * one sentence that says what somebody has to install.
 */
export async function prepareMachine(purpose: Purpose): Promise<void> {
  if (purpose === 'dynamodb-local') process.env.DYNAMODB_ENGINE = 'dynamodb-local';
  await prepareDatabase({ mayInstallJava: purpose !== 'start' });
  if (purpose === 'browser' || purpose === 'engines') prepareChromium();
  if (purpose === 'engines') preparePrograms();
}

/** `npm start` does not change the system; tests get Java the way they get browsers. */
async function prepareDatabase({ mayInstallJava }: { mayInstallJava: boolean }): Promise<void> {
  const isJavaOfUse = ['', 'dynamodb-local'].includes(process.env.DYNAMODB_ENGINE ?? '');
  if (mayInstallJava && isJavaOfUse && !isEngineFound() && canInstallPackages()) {
    installPackages(['default-jre-headless']);
  }
  await chooseEngine().download();
}

function isEngineFound(): boolean {
  try {
    chooseEngine();
    return true;
  } catch {
    return false;
  }
}

function preparePrograms(): void {
  const programs = [FIREFOX, WEBKIT_DRIVER, XVFB];
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length > 0 && canInstallPackages()) {
    installPackages(missing.flatMap(({ packages }) => packages));
  }
  for (const program of programs) requireProgram(program);
}
