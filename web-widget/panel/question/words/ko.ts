import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `${email} 님의 대화를 계속할까요?`,
  continueIt: '이메일의 대화를 계속할까요?',
  yes: '계속하기',
  no: '제가 아니에요',
  looking: '대화를 찾는 중…',
  wait: '잠시만 기다려 주세요…',
  ended: '만료된 링크입니다. 이메일에서 다시 열어 주세요.',
  erased: '이 대화는 더 이상 존재하지 않습니다.',
  limited: '한꺼번에 너무 많이 시도했습니다. 잠시 후 다시 시도합니다.',
  failed: '대화를 불러오지 못했습니다.',
  signedIn: '다른 대화의 링크입니다. 계속하려면 로그아웃한 뒤 이메일에서 링크를 다시 열어 주세요.',
  askToAdd: '이전 대화를 계정에 추가할까요?',
  add: '추가',
  fresh: '새로 시작',
  adding: '메시지를 추가하는 중…',
  addFailed: '이전 대화를 아직 추가하지 못했습니다. 내용은 보관되어 있습니다.',
  neverAdded: '이전 대화를 추가하지 못했습니다.',
};
