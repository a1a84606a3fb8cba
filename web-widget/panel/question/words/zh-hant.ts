import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `要繼續 ${email} 的對話嗎？`,
  continueIt: '要繼續電子郵件中的對話嗎？',
  yes: '繼續',
  no: '不是我',
  looking: '正在尋找您的對話…',
  wait: '請稍候…',
  ended: '此連結已失效。請從電子郵件重新開啟。',
  erased: '此對話已不存在。',
  limited: '嘗試次數過多。我們稍後會重試。',
  failed: '無法載入對話。',
  signedIn: '此連結屬於另一個對話。若要繼續，請登出後從電子郵件重新開啟連結。',
  askToAdd: '要將您先前的對話加入您的帳戶嗎？',
  add: '加入',
  fresh: '重新開始',
  adding: '正在加入您的訊息…',
  addFailed: '目前無法加入您先前的對話。對話已保留。',
  neverAdded: '無法加入您先前的對話。',
};
