import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `${email} さんの会話を続けますか？`,
  continueIt: 'メールの会話を続けますか？',
  yes: '続ける',
  no: '自分ではない',
  looking: '会話を探しています…',
  wait: '少々お待ちください…',
  ended: 'このリンクは期限切れです。もう一度メールから開いてください。',
  erased: 'この会話はもう存在しません。',
  limited: '操作が集中しています。まもなく再試行します。',
  failed: '会話を読み込めませんでした。',
  signedIn:
    'このリンクは別の会話のものです。続けるには、ログアウトしてからメールのリンクをもう一度開いてください。',
  askToAdd: '以前の会話をアカウントに追加しますか？',
  add: '追加する',
  fresh: '新しく始める',
  adding: 'メッセージを追加しています…',
  addFailed: '以前の会話をまだ追加できませんでした。内容は保存されています。',
  neverAdded: '以前の会話を追加できませんでした。',
};
