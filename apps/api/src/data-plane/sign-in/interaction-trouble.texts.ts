import type { Catalogue } from '../../edge/hosted-pages/language';
import type { InteractionTrouble } from './interactions.service';

export type TroubleTexts = Readonly<
  Record<InteractionTrouble, { readonly heading: string; readonly paragraphs: readonly string[] }>
>;

/** Why a sign-in cannot go on, and what to do. The way back, the same for several of them, is said by `failureTexts`. */
export const troubleTexts: Catalogue<TroubleTexts> = {
  en: {
    no_workspace: {
      heading: 'There is nothing here',
      paragraphs: [
        'This address does not belong to anybody. If a GPT sent you here, its creator has to check its Authorization URL.',
      ],
    },
    missing: { heading: 'This sign-in is not known', paragraphs: ['It may belong to a GPT that was removed.'] },
    other_browser: {
      heading: 'Open this in the browser you started in',
      paragraphs: [
        'For your safety a sign-in can only go on in the browser in which it began, with cookies allowed.',
        'If this is that browser, cookies may be blocked, or the page was left open for too long.',
      ],
    },
    expired: { heading: 'This sign-in has expired', paragraphs: ['It was left open for too long.'] },
    finished: {
      heading: 'This sign-in is finished',
      paragraphs: ['You can close this page and return to ChatGPT.', 'If ChatGPT still asks you to sign in, start again there.'],
    },
    forged_form: {
      heading: 'This page was out of date',
      paragraphs: ['The form did not come from the page that we showed you. Go back, reload the page and try again.'],
    },
  },
  es: {
    no_workspace: {
      heading: 'Aquí no hay nada',
      paragraphs: [
        'Esta dirección no pertenece a nadie. Si le ha enviado aquí un GPT, su creador debe revisar la «Authorization URL» del GPT.',
      ],
    },
    missing: {
      heading: 'No conocemos este inicio de sesión',
      paragraphs: ['Puede que pertenezca a un GPT que se ha eliminado.'],
    },
    other_browser: {
      heading: 'Abra esta página en el navegador en el que empezó',
      paragraphs: [
        'Por su seguridad, un inicio de sesión solo puede continuar en el navegador en el que empezó y con las cookies permitidas.',
        'Si este es ese navegador, puede que las cookies estén bloqueadas o que la página haya estado abierta demasiado tiempo.',
      ],
    },
    expired: { heading: 'Este inicio de sesión ha caducado', paragraphs: ['Ha estado abierto demasiado tiempo.'] },
    finished: {
      heading: 'Este inicio de sesión ha terminado',
      paragraphs: [
        'Puede cerrar esta página y volver a ChatGPT.',
        'Si ChatGPT le sigue pidiendo que inicie sesión, empiece de nuevo allí.',
      ],
    },
    forged_form: {
      heading: 'Esta página no estaba actualizada',
      paragraphs: [
        'El formulario no procede de la página que le hemos mostrado. Vuelva atrás, recargue la página e inténtelo de nuevo.',
      ],
    },
  },
  pt: {
    no_workspace: {
      heading: 'Não há nada aqui',
      paragraphs: [
        'Este endereço não pertence a ninguém. Se um GPT trouxe você até aqui, quem o criou precisa conferir a “Authorization URL” dele.',
      ],
    },
    missing: { heading: 'Não conhecemos este acesso', paragraphs: ['Ele pode pertencer a um GPT que foi removido.'] },
    other_browser: {
      heading: 'Abra esta página no navegador em que você começou',
      paragraphs: [
        'Para sua segurança, um acesso só pode continuar no navegador em que começou e com os cookies permitidos.',
        'Se este é esse navegador, os cookies podem estar bloqueados ou a página ficou aberta por tempo demais.',
      ],
    },
    expired: { heading: 'Este acesso expirou', paragraphs: ['Ele ficou aberto por tempo demais.'] },
    finished: {
      heading: 'Este acesso foi concluído',
      paragraphs: [
        'Você pode fechar esta página e voltar ao ChatGPT.',
        'Se o ChatGPT ainda pedir que você inicie a sessão, comece de novo por lá.',
      ],
    },
    forged_form: {
      heading: 'Esta página estava desatualizada',
      paragraphs: ['O formulário não veio da página que mostramos. Volte, recarregue a página e tente novamente.'],
    },
  },
  hi: {
    no_workspace: {
      heading: 'यहाँ कुछ नहीं है',
      paragraphs: ['यह पता किसी का नहीं है। अगर किसी GPT ने आपको यहाँ भेजा है, तो उसके निर्माता को उसका Authorization URL जाँचना होगा।'],
    },
    missing: { heading: 'हम इस साइन-इन को नहीं पहचानते', paragraphs: ['शायद यह किसी ऐसे GPT का है जिसे हटा दिया गया है।'] },
    other_browser: {
      heading: 'इसे उसी ब्राउज़र में खोलें जिसमें आपने शुरुआत की थी',
      paragraphs: [
        'आपकी सुरक्षा के लिए साइन-इन केवल उसी ब्राउज़र में जारी रह सकता है जिसमें वह शुरू हुआ था, और कुकी की अनुमति होनी चाहिए।',
        'अगर यह वही ब्राउज़र है, तो शायद कुकी ब्लॉक हैं या पेज बहुत देर तक खुला रहा।',
      ],
    },
    expired: { heading: 'इस साइन-इन का समय समाप्त हो गया', paragraphs: ['यह बहुत देर तक खुला रहा।'] },
    finished: {
      heading: 'यह साइन-इन पूरा हो चुका है',
      paragraphs: ['आप यह पेज बंद करके ChatGPT पर लौट सकते हैं।', 'अगर ChatGPT अब भी साइन इन करने को कहे, तो वहीं से फिर शुरू करें।'],
    },
    forged_form: {
      heading: 'यह पेज पुराना हो चुका था',
      paragraphs: ['यह फ़ॉर्म हमारे दिखाए गए पेज से नहीं आया। वापस जाएँ, पेज दोबारा लोड करें और फिर कोशिश करें।'],
    },
  },
  id: {
    no_workspace: {
      heading: 'Tidak ada apa-apa di sini',
      paragraphs: [
        'Alamat ini bukan milik siapa pun. Jika sebuah GPT mengirim Anda ke sini, pembuatnya perlu memeriksa Authorization URL-nya.',
      ],
    },
    missing: {
      heading: 'Proses masuk ini tidak dikenal',
      paragraphs: ['Mungkin ini milik GPT yang sudah dihapus.'],
    },
    other_browser: {
      heading: 'Buka halaman ini di browser tempat Anda memulai',
      paragraphs: [
        'Demi keamanan Anda, proses masuk hanya dapat dilanjutkan di browser tempat proses itu dimulai, dengan cookie diizinkan.',
        'Jika ini memang browser tersebut, cookie mungkin diblokir atau halaman terbuka terlalu lama.',
      ],
    },
    expired: { heading: 'Proses masuk ini sudah kedaluwarsa', paragraphs: ['Halamannya terbuka terlalu lama.'] },
    finished: {
      heading: 'Proses masuk ini sudah selesai',
      paragraphs: [
        'Anda dapat menutup halaman ini dan kembali ke ChatGPT.',
        'Jika ChatGPT masih meminta Anda masuk, mulailah lagi dari sana.',
      ],
    },
    forged_form: {
      heading: 'Halaman ini sudah usang',
      paragraphs: ['Formulir ini tidak berasal dari halaman yang kami tampilkan. Kembali, muat ulang halaman, lalu coba lagi.'],
    },
  },
  ja: {
    no_workspace: {
      heading: 'ここには何もありません',
      paragraphs: [
        'このアドレスは誰のものでもありません。GPT からここに来た場合は、その GPT の作成者が Authorization URL を確認する必要があります。',
      ],
    },
    missing: { heading: 'このサインインは見つかりません', paragraphs: ['削除された GPT のものである可能性があります。'] },
    other_browser: {
      heading: '始めたときと同じブラウザーで開いてください',
      paragraphs: [
        '安全のため、サインインは開始したブラウザーでのみ、Cookie が許可されている場合に続けられます。',
        '同じブラウザーの場合は、Cookie がブロックされているか、ページが長時間開いたままだった可能性があります。',
      ],
    },
    expired: { heading: 'このサインインは期限切れです', paragraphs: ['ページが長時間開いたままでした。'] },
    finished: {
      heading: 'このサインインは完了しています',
      paragraphs: [
        'このページを閉じて ChatGPT に戻ってください。',
        'ChatGPT がまだサインインを求める場合は、そちらでやり直してください。',
      ],
    },
    forged_form: {
      heading: 'このページは最新ではありません',
      paragraphs: [
        '送信されたフォームは、当方が表示したページのものではありません。前に戻り、ページを再読み込みしてからやり直してください。',
      ],
    },
  },
  de: {
    no_workspace: {
      heading: 'Hier gibt es nichts',
      paragraphs: [
        'Diese Adresse gehört niemandem. Wenn ein GPT Sie hierher geschickt hat, muss dessen Ersteller die „Authorization URL“ überprüfen.',
      ],
    },
    missing: {
      heading: 'Diese Anmeldung ist nicht bekannt',
      paragraphs: ['Vielleicht gehört sie zu einem GPT, das entfernt wurde.'],
    },
    other_browser: {
      heading: 'Öffnen Sie diese Seite in dem Browser, in dem Sie begonnen haben',
      paragraphs: [
        'Zu Ihrer Sicherheit kann eine Anmeldung nur in dem Browser weitergehen, in dem sie begonnen hat, und nur mit erlaubten Cookies.',
        'Wenn dies der richtige Browser ist, sind Cookies vielleicht blockiert, oder die Seite war zu lange geöffnet.',
      ],
    },
    expired: { heading: 'Diese Anmeldung ist abgelaufen', paragraphs: ['Sie war zu lange geöffnet.'] },
    finished: {
      heading: 'Diese Anmeldung ist abgeschlossen',
      paragraphs: [
        'Sie können diese Seite schließen und zu ChatGPT zurückkehren.',
        'Wenn ChatGPT Sie weiterhin um eine Anmeldung bittet, beginnen Sie dort von vorn.',
      ],
    },
    forged_form: {
      heading: 'Diese Seite war nicht mehr aktuell',
      paragraphs: [
        'Das Formular stammt nicht von der Seite, die wir Ihnen gezeigt haben. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.',
      ],
    },
  },
  fr: {
    no_workspace: {
      heading: 'Il n’y a rien ici',
      paragraphs: [
        'Cette adresse n’appartient à personne. Si un GPT vous a envoyé ici, son créateur doit vérifier son « Authorization URL ».',
      ],
    },
    missing: {
      heading: 'Cette connexion est inconnue',
      paragraphs: ['Elle appartient peut-être à un GPT qui a été supprimé.'],
    },
    other_browser: {
      heading: 'Ouvrez cette page dans le navigateur où vous avez commencé',
      paragraphs: [
        'Pour votre sécurité, une connexion ne peut se poursuivre que dans le navigateur où elle a commencé, avec les cookies autorisés.',
        'Si c’est bien ce navigateur, les cookies sont peut-être bloqués ou la page est restée ouverte trop longtemps.',
      ],
    },
    expired: { heading: 'Cette connexion a expiré', paragraphs: ['Elle est restée ouverte trop longtemps.'] },
    finished: {
      heading: 'Cette connexion est terminée',
      paragraphs: [
        'Vous pouvez fermer cette page et retourner dans ChatGPT.',
        'Si ChatGPT vous demande encore de vous connecter, recommencez depuis ChatGPT.',
      ],
    },
    forged_form: {
      heading: 'Cette page n’était plus à jour',
      paragraphs: [
        'Le formulaire ne provient pas de la page que nous vous avons montrée. Revenez en arrière, rechargez la page et réessayez.',
      ],
    },
  },
};
