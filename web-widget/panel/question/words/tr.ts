import type { Words } from './en.ts';

export const words: Words = {
  continueOf: (email) => `${email} adresinin görüşmesine devam edilsin mi?`,
  continueIt: 'E-postadaki görüşmeye devam edilsin mi?',
  yes: 'Devam et',
  no: 'Bu ben değilim',
  looking: 'Görüşmeniz aranıyor…',
  wait: 'Bir saniye…',
  ended: 'Bu bağlantının süresi doldu. Lütfen e-postadan yeniden açın.',
  erased: 'Bu görüşme artık yok.',
  limited: 'Aynı anda çok fazla deneme yapıldı. Birazdan yeniden deneyeceğiz.',
  failed: 'Görüşme yüklenemedi.',
  signedIn:
    'Bu bağlantı başka bir görüşmeye ait. Devam etmek için oturumu kapatıp e-postadaki bağlantıyı yeniden açın.',
  askToAdd: 'Önceki görüşmeniz hesabınıza eklensin mi?',
  add: 'Ekle',
  fresh: 'Baştan başla',
  adding: 'Mesajlarınız ekleniyor…',
  addFailed: 'Önceki görüşmeniz henüz eklenemedi. Güvende.',
  neverAdded: 'Önceki görüşmeniz eklenemedi.',
};
