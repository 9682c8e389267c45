/* global location, DOMParser */
// Keeps the list of mails fresh: asks for the same page again and swaps the list in when it changed.
const everyMs = 2000;

async function refresh() {
  const inbox = document.getElementById('inbox');
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('inbox');
    if (fresh !== null && fresh.innerHTML !== inbox.innerHTML) inbox.replaceWith(document.adoptNode(fresh));
  } catch {
    // The server is being restarted; the next round will tell.
  }
  setTimeout(refresh, everyMs);
}

setTimeout(refresh, everyMs);
