/**
 * The one script of the hosted pages: hands the page's options to the browser and posts what the browser answers, in the form that is there. It
 * stands in the page itself, and the content security policy names its hash and lets nothing else run. Plain JavaScript, as it is sent.
 */
export const PASSKEY_SCRIPT = `(() => {
  const form = document.querySelector('form[data-ceremony]');
  const status = document.getElementById('passkey-status');
  const button = form.querySelector('button');
  const say = (what) => {
    status.textContent = status.dataset[what];
    status.hidden = false;
  };
  if (!window.PublicKeyCredential || !navigator.credentials) return say('unsupported');
  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
  const withBytes = (list) => (list || []).map((entry) => ({ ...entry, id: toBytes(entry.id) }));
  const options = JSON.parse(form.dataset.options);
  options.challenge = toBytes(options.challenge);
  const create = form.dataset.ceremony === 'register';
  if (create) {
    options.user.id = toBytes(options.user.id);
    options.excludeCredentials = withBytes(options.excludeCredentials);
  } else {
    options.allowCredentials = withBytes(options.allowCredentials);
  }
  const answerOf = ({ response }) =>
    create
      ? {
          clientDataJSON: toText(response.clientDataJSON),
          attestationObject: toText(response.attestationObject),
          transports: response.getTransports ? response.getTransports() : [],
        }
      : {
          clientDataJSON: toText(response.clientDataJSON),
          authenticatorData: toText(response.authenticatorData),
          signature: toText(response.signature),
          userHandle: response.userHandle ? toText(response.userHandle) : undefined,
        };
  const ask = async () => {
    button.disabled = true;
    status.hidden = true;
    try {
      const credential = create
        ? await navigator.credentials.create({ publicKey: options })
        : await navigator.credentials.get({ publicKey: options });
      const id = toText(credential.rawId);
      form.elements.namedItem('credential').value = JSON.stringify({
        id,
        rawId: id,
        type: credential.type,
        response: answerOf(credential),
        clientExtensionResults: {},
      });
      form.submit();
    } catch (error) {
      button.disabled = false;
      say(error.name === 'InvalidStateError' ? 'known' : error.name === 'NotAllowedError' ? 'cancelled' : 'failed');
    }
  };
  button.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
})();`;
