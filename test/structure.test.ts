import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const SCREENSHOTS = ['protocol', 'functions/domain', 'local/start-local.ts', 'test/support'];
const ADMIN_SHARED = ['browser', 'chat-labels', 'keyboard', 'live', 'navigation', 'session']
  .concat(['style', 'text', 'ui', 'unsent-replies'])
  .map((name) => `web-admin/shared/${name}`);
const ADMIN_FEATURES = [
  'canned-replies',
  'chat',
  'inbox',
  'notifications',
  'person',
  'sign-in',
].map((name) => `web-admin/features/${name}`);

/**
 * Which folders and files of ours each folder may import, beside itself. A path belongs to the longest
 * entry that matches: who may import a folder may not import one below it that has its own entry.
 */
const MAY_IMPORT: Record<string, string[]> = {
  protocol: [],
  'functions/domain': ['protocol'],
  'functions/identity': ['protocol', 'functions/domain'],
  'functions/data': ['protocol', 'functions/domain'],
  'functions/clients': [
    'protocol',
    ...['functions/domain', 'functions/identity', 'functions/data', 'functions/env.ts'],
  ],
  'functions/middleware': ['protocol', 'functions/domain'],
  'functions/env.ts': [],
  'functions/http-api': floorsBelowHandlers(),
  'functions/socket': floorsBelowHandlers(),
  'functions/fan-out': floorsBelowHandlers(),
  'functions/reply-email': floorsBelowHandlers(),
  'functions/deferred-work': floorsBelowHandlers(),
  'web-client': ['protocol'],
  'web-shared': ['protocol', 'web-client'],
  'web-widget': ['protocol'],
  'web-widget/strings': [],
  'web-widget/loader': ['protocol', 'web-shared', 'web-widget', 'web-widget/strings'],
  'web-widget/module': ['web-widget', 'web-widget/loader'],
  'web-widget/panel': [
    ...['protocol', 'web-client', 'web-shared', 'web-widget', 'web-widget/strings'],
    // What a visitor does not need at once is loaded later.
    ...['emoji', 'live', 'question', 'reachability'].map((part) => `web-widget/panel/${part}`),
  ],
  'web-widget/panel/emoji': ['web-shared', 'web-widget/panel'],
  'web-widget/panel/reachability': ['web-client', 'web-widget', 'web-widget/panel'],
  'web-widget/panel/question': [
    ...['protocol', 'web-client', 'web-shared', 'web-widget', 'web-widget/panel'],
    'web-widget/panel/live',
    'web-widget/panel/question/words',
  ],
  'web-widget/panel/question/words': [],
  'web-widget/panel/live': [
    ...['protocol', 'web-client', 'web-shared', 'web-widget', 'web-widget/panel'],
    ...['notifications', 'preview'].map((part) => `web-widget/panel/live/${part}`),
  ],
  'web-widget/panel/live/notifications': [
    ...['protocol', 'web-client', 'web-shared', 'web-widget/panel'],
  ],
  'web-widget/panel/live/preview': [
    ...['web-client', 'web-shared', 'web-widget/panel', 'web-widget/panel/live'],
  ],
  'web-admin': [],
  'web-admin/app': onAdminFloor(...ADMIN_FEATURES, ...ADMIN_SHARED),
  ...Object.fromEntries(ADMIN_FEATURES.map((name) => [name, onAdminFloor(...ADMIN_SHARED)])),
  ...Object.fromEntries(ADMIN_SHARED.map((name) => [name, onAdminFloor()])),
  'web-admin/shared/chat-labels': onAdminFloor('web-admin/shared/ui'),
  'web-admin/shared/live': onAdminFloor('web-admin/shared/chat-labels'),
  'web-admin/shared/navigation': onAdminFloor(
    ...['browser', 'keyboard', 'live'].map((name) => `web-admin/shared/${name}`),
  ),
  'web-admin/shared/unsent-replies': onAdminFloor('web-admin/shared/session'),
  lib: ['protocol', 'functions/env.ts', 'functions/data/entity-types.ts'],
  bin: ['lib'],
  local: [],
  scripts: [
    'web-widget/build.ts',
    'web-widget/build-package.ts',
    'web-admin/build.ts',
    'local/start-local.ts',
    'local/synthesis.ts',
    // What is seeded is made by the code that would have written it.
    'local/replace-table.ts',
    'local/dynamodb/engines/choose-engine.ts',
    'functions/data',
    'functions/domain',
  ],
  // Pictures are taken of the real product, by the clients that the tests use too.
  'screenshots/fixtures': [...SCREENSHOTS, 'scripts/seed'],
  'screenshots/drivers': SCREENSHOTS,
  'screenshots/states': [...SCREENSHOTS, 'screenshots/fixtures', 'screenshots/drivers'],
  'screenshots/take': [...SCREENSHOTS, 'screenshots/fixtures', 'screenshots/drivers'],
  'screenshots/main.ts': [
    ...SCREENSHOTS,
    'local/synthesis.ts',
    ...['fixtures', 'drivers', 'states', 'take'].map((name) => `screenshots/${name}`),
  ],
};

function floorsBelowHandlers(): string[] {
  return [
    'protocol',
    ...['domain', 'identity', 'data', 'clients', 'middleware', 'env.ts'].map(
      (x) => `functions/${x}`,
    ),
  ];
}

function onAdminFloor(...below: string[]): string[] {
  return ['protocol', 'web-client', 'web-shared', ...below];
}

const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

const folderOf = (path: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((folder) => isWithin(path, folder))
    .sort((a, b) => b.length - a.length)[0];

/** Whether a path belongs to an entry, and to none below it. */
function covers(entry: string, path: string): boolean {
  const folder = folderOf(path) ?? entry;
  const isBelow = folder !== entry && isWithin(folder, entry);
  return isWithin(path, entry) && !isBelow;
}

const TOP = [...new Set(Object.keys(MAY_IMPORT).map((folder) => folder.split('/')[0] ?? ''))];

const sources = TOP.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, path = '']) => normalize(join(dirname(file), path.replace(/\?.*$/, ''))),
  );

describe('the structure:', () => {
  test('every folder imports only what stands below it', () => {
    const wrong = sources.flatMap((file) => {
      const folder = folderOf(file) ?? '';
      const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
      return importsOf(file)
        .filter((path) => !path.startsWith('..') && path !== 'package.json')
        .filter((path) => !allowed.some((one) => covers(one, path)))
        .map((path) => `${file} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('no file imports itself in a circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of importsOf(file)) if (sources.includes(next)) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('no two folders import each other, unless one lies in the other', () => {
    const imported = new Map<string, Set<string>>();
    for (const file of sources) {
      const found = imported.get(dirname(file)) ?? new Set();
      for (const path of importsOf(file)) found.add(dirname(path));
      imported.set(dirname(file), found);
    }
    const mutual = [...imported].flatMap(([folder, found]) =>
      [...found]
        .filter((other) => folder < other && imported.get(other)?.has(folder))
        .filter((other) => !isWithin(folder, other) && !isWithin(other, folder))
        .map((other) => `${folder} ↔ ${other}`),
    );
    expect(mutual).toEqual([]);
  });

  test('the domain knows no AWS, no environment and no clock', () => {
    const knowing = sources
      .filter((file) => isWithin(file, 'functions/domain'))
      .filter((file) =>
        /@aws-sdk|process\.env|Date\.now|new Date\(\)/.test(readFileSync(file, 'utf8')),
      );
    expect(knowing).toEqual([]);
  });

  test('[L3] nothing in the functions knows that it may run locally', () => {
    const knowing = sources.filter(
      (file) =>
        isWithin(file, 'functions') && /\blocal(?:host|ly)?\b/i.test(readFileSync(file, 'utf8')),
    );
    expect(knowing).toEqual([]);
  });

  test('the chat client does not touch the browser', () => {
    const touching = sources
      .filter((file) => isWithin(file, 'web-client'))
      .filter((file) =>
        /\b(window|document|localStorage|navigator)\./.test(readFileSync(file, 'utf8')),
      );
    expect(touching).toEqual([]);
  });
});
