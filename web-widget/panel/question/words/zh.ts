import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `继续 ${email} 的对话吗？`,
  continueIt: '继续邮件中的对话吗？',
  yes: '继续',
  no: '不是我',
  looking: '正在查找您的对话…',
  wait: '请稍候…',
  ended: '此链接已失效。请从邮件中重新打开。',
  erased: '此对话已不存在。',
  limited: '尝试次数过多。我们稍后会重试。',
  failed: '无法加载对话。',
  signedIn: '此链接属于另一个对话。要继续该对话，请退出登录，然后从邮件中重新打开链接。',
  askToAdd: '将您之前的对话添加到您的账户吗？',
  add: '添加',
  fresh: '重新开始',
  adding: '正在添加您的消息…',
  addFailed: '暂时无法添加您之前的对话。对话已保留。',
  neverAdded: '无法添加您之前的对话。',
};
