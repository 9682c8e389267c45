import type { Catalogue } from './language';

export interface PasswordTexts {
  readonly usePassword: string;
  readonly password: string;
  readonly signIn: string;
  readonly wrong: string;
  readonly createAccount: string;
  readonly forgot: string;
  readonly anotherWay: string;
  readonly newPasswordHeading: string;
  readonly askAddress: string;
  readonly sentTo: (email: string) => string;
  readonly newPassword: string;
  readonly hint: (characters: number) => string;
  readonly save: string;
  readonly tooShort: (characters: number) => string;
  readonly tooLong: (characters: number) => string;
  readonly easyToGuess: string;
}

/** Signing in with a password: the form, and the pages on which one is chosen. */
export const passwordTexts: Catalogue<PasswordTexts> = {
  en: {
    usePassword: 'Use a password',
    password: 'Password',
    signIn: 'Sign in',
    wrong: 'The email address or the password is wrong.',
    createAccount: 'Create an account',
    forgot: 'Forgot your password?',
    anotherWay: 'Sign in another way',
    newPasswordHeading: 'Choose a new password',
    askAddress: 'Enter your email address. We mail you a code that proves that it is yours, then you choose your password.',
    sentTo: (email) =>
      `We sent a code of six digits to ${email}. Enter it here and choose your password. It works for ten minutes.`,
    newPassword: 'New password',
    hint: (characters) => `At least ${characters} characters. A few unrelated words make a good one.`,
    save: 'Save and sign in',
    tooShort: (characters) => `Use at least ${characters} characters.`,
    tooLong: (characters) => `Use at most ${characters} characters.`,
    easyToGuess: 'This password is easy to guess. Add another word or two; uncommon words are better.',
  },
  es: {
    usePassword: 'Usar una contraseña',
    password: 'Contraseña',
    signIn: 'Iniciar sesión',
    wrong: 'La dirección de correo o la contraseña no es correcta.',
    createAccount: 'Crear una cuenta',
    forgot: '¿Ha olvidado su contraseña?',
    anotherWay: 'Iniciar sesión de otra forma',
    newPasswordHeading: 'Elija una contraseña nueva',
    askAddress:
      'Escriba su dirección de correo electrónico. Le enviaremos un código que demuestra que es suya y después elegirá su contraseña.',
    sentTo: (email) =>
      `Hemos enviado un código de seis cifras a ${email}. Escríbalo aquí y elija su contraseña. Es válido durante diez minutos.`,
    newPassword: 'Contraseña nueva',
    hint: (characters) =>
      `Al menos ${characters} caracteres. Unas cuantas palabras sin relación entre sí son una buena contraseña.`,
    save: 'Guardar e iniciar sesión',
    tooShort: (characters) => `Use al menos ${characters} caracteres.`,
    tooLong: (characters) => `Use como máximo ${characters} caracteres.`,
    easyToGuess: 'Esta contraseña es fácil de adivinar. Añada una o dos palabras más, mejor si son poco comunes.',
  },
  pt: {
    usePassword: 'Usar uma senha',
    password: 'Senha',
    signIn: 'Entrar',
    wrong: 'O endereço de e-mail ou a senha está incorreto.',
    createAccount: 'Criar uma conta',
    forgot: 'Esqueceu a senha?',
    anotherWay: 'Entrar de outra forma',
    newPasswordHeading: 'Escolha uma nova senha',
    askAddress:
      'Digite o seu endereço de e-mail. Enviaremos um código que prova que ele é seu e, em seguida, você escolhe a sua senha.',
    sentTo: (email) =>
      `Enviamos um código de seis dígitos para ${email}. Digite-o aqui e escolha a sua senha. Ele vale por dez minutos.`,
    newPassword: 'Nova senha',
    hint: (characters) => `Pelo menos ${characters} caracteres. Algumas palavras sem relação entre si formam uma boa senha.`,
    save: 'Salvar e entrar',
    tooShort: (characters) => `Use pelo menos ${characters} caracteres.`,
    tooLong: (characters) => `Use no máximo ${characters} caracteres.`,
    easyToGuess: 'Esta senha é fácil de adivinhar. Acrescente mais uma ou duas palavras, de preferência pouco comuns.',
  },
  hi: {
    usePassword: 'पासवर्ड इस्तेमाल करें',
    password: 'पासवर्ड',
    signIn: 'साइन इन करें',
    wrong: 'ईमेल पता या पासवर्ड गलत है।',
    createAccount: 'खाता बनाएँ',
    forgot: 'पासवर्ड भूल गए?',
    anotherWay: 'दूसरे तरीके से साइन इन करें',
    newPasswordHeading: 'नया पासवर्ड चुनें',
    askAddress: 'अपना ईमेल पता लिखें। हम आपको एक कोड भेजेंगे जो साबित करता है कि यह पता आपका है, फिर आप अपना पासवर्ड चुनेंगे।',
    sentTo: (email) => `हमने ${email} पर छह अंकों का कोड भेजा है। उसे यहाँ लिखें और अपना पासवर्ड चुनें। यह दस मिनट तक काम करेगा।`,
    newPassword: 'नया पासवर्ड',
    hint: (characters) => `कम से कम ${characters} अक्षर। कुछ असंबंधित शब्द मिलकर अच्छा पासवर्ड बनाते हैं।`,
    save: 'सहेजें और साइन इन करें',
    tooShort: (characters) => `कम से कम ${characters} अक्षर लिखें।`,
    tooLong: (characters) => `अधिकतम ${characters} अक्षर लिखें।`,
    easyToGuess: 'इस पासवर्ड का अनुमान लगाना आसान है। एक-दो शब्द और जोड़ें; कम प्रचलित शब्द बेहतर हैं।',
  },
  id: {
    usePassword: 'Gunakan kata sandi',
    password: 'Kata sandi',
    signIn: 'Masuk',
    wrong: 'Alamat email atau kata sandi salah.',
    createAccount: 'Buat akun',
    forgot: 'Lupa kata sandi?',
    anotherWay: 'Masuk dengan cara lain',
    newPasswordHeading: 'Pilih kata sandi baru',
    askAddress:
      'Masukkan alamat email Anda. Kami mengirim kode yang membuktikan bahwa alamat itu milik Anda, lalu Anda memilih kata sandi.',
    sentTo: (email) =>
      `Kami mengirim kode enam angka ke ${email}. Masukkan kode itu di sini dan pilih kata sandi Anda. Kode berlaku sepuluh menit.`,
    newPassword: 'Kata sandi baru',
    hint: (characters) => `Minimal ${characters} karakter. Beberapa kata yang tidak berkaitan menjadi kata sandi yang baik.`,
    save: 'Simpan dan masuk',
    tooShort: (characters) => `Gunakan minimal ${characters} karakter.`,
    tooLong: (characters) => `Gunakan maksimal ${characters} karakter.`,
    easyToGuess: 'Kata sandi ini mudah ditebak. Tambahkan satu atau dua kata lagi; kata yang tidak umum lebih baik.',
  },
  ja: {
    usePassword: 'パスワードを使う',
    password: 'パスワード',
    signIn: 'サインイン',
    wrong: 'メールアドレスまたはパスワードが正しくありません。',
    createAccount: 'アカウントを作成',
    forgot: 'パスワードをお忘れですか？',
    anotherWay: '別の方法でサインイン',
    newPasswordHeading: '新しいパスワードの設定',
    askAddress:
      'メールアドレスを入力してください。ご本人のものであることを確認するコードをお送りします。その後、パスワードを設定できます。',
    sentTo: (email) =>
      `${email} に 6 桁のコードを送信しました。ここにコードを入力し、パスワードを設定してください。コードは 10 分間有効です。`,
    newPassword: '新しいパスワード',
    hint: (characters) => `${characters} 文字以上。互いに関係のない単語をいくつか並べると良いパスワードになります。`,
    save: '保存してサインイン',
    tooShort: (characters) => `${characters} 文字以上で入力してください。`,
    tooLong: (characters) => `${characters} 文字以内で入力してください。`,
    easyToGuess: 'このパスワードは推測されやすいものです。あまり使われない単語を 1 つか 2 つ加えてください。',
  },
  de: {
    usePassword: 'Passwort verwenden',
    password: 'Passwort',
    signIn: 'Anmelden',
    wrong: 'Die E-Mail-Adresse oder das Passwort ist falsch.',
    createAccount: 'Konto anlegen',
    forgot: 'Passwort vergessen?',
    anotherWay: 'Auf andere Weise anmelden',
    newPasswordHeading: 'Neues Passwort wählen',
    askAddress:
      'Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Code, der zeigt, dass sie Ihnen gehört; dann wählen Sie Ihr Passwort.',
    sentTo: (email) =>
      `Wir haben einen sechsstelligen Code an ${email} gesendet. Geben Sie ihn hier ein und wählen Sie Ihr Passwort. Er gilt zehn Minuten.`,
    newPassword: 'Neues Passwort',
    hint: (characters) => `Mindestens ${characters} Zeichen. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.`,
    save: 'Speichern und anmelden',
    tooShort: (characters) => `Verwenden Sie mindestens ${characters} Zeichen.`,
    tooLong: (characters) => `Verwenden Sie höchstens ${characters} Zeichen.`,
    easyToGuess: 'Dieses Passwort ist leicht zu erraten. Fügen Sie ein oder zwei Wörter hinzu, am besten ungewöhnliche.',
  },
  fr: {
    usePassword: 'Utiliser un mot de passe',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    wrong: 'L’adresse e-mail ou le mot de passe est incorrect.',
    createAccount: 'Créer un compte',
    forgot: 'Mot de passe oublié ?',
    anotherWay: 'Se connecter autrement',
    newPasswordHeading: 'Choisissez un nouveau mot de passe',
    askAddress:
      'Saisissez votre adresse e-mail. Nous vous envoyons un code qui prouve qu’elle est à vous, puis vous choisissez votre mot de passe.',
    sentTo: (email) =>
      `Nous avons envoyé un code à six chiffres à ${email}. Saisissez-le ici et choisissez votre mot de passe. Il est valable dix minutes.`,
    newPassword: 'Nouveau mot de passe',
    hint: (characters) => `Au moins ${characters} caractères. Quelques mots sans rapport entre eux font un bon mot de passe.`,
    save: 'Enregistrer et se connecter',
    tooShort: (characters) => `Utilisez au moins ${characters} caractères.`,
    tooLong: (characters) => `Utilisez au plus ${characters} caractères.`,
    easyToGuess: 'Ce mot de passe est facile à deviner. Ajoutez un ou deux mots, de préférence peu courants.',
  },
};
