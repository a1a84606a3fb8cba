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
};
