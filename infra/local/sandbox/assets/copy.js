// Copies the field beside the button. Without a script, or where the clipboard is closed to it, the field is selected instead.
for (const button of document.querySelectorAll('[data-copy]')) {
  const field = button.parentElement.querySelector('input');
  button.hidden = false;
  button.addEventListener('click', async () => {
    field.select();
    try {
      await globalThis.navigator.clipboard.writeText(field.value);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Selected';
    }
  });
}
