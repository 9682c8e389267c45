/** A few lines per language that ask the verify endpoint who is calling; `action` names what the call counts as. */
export function buildVerifySnippets(verifyUrl: string): { key: string; label: string; code: string }[] {
  return [
    { key: 'curl', label: 'curl', code: buildCurl(verifyUrl) },
    { key: 'node', label: 'Node', code: buildNode(verifyUrl) },
    { key: 'python', label: 'Python', code: buildPython(verifyUrl) },
  ];
}

function buildCurl(verifyUrl: string): string {
  return `# $TOKEN is what ChatGPT sends to your API as "Authorization: Bearer …"
curl "${verifyUrl}?action=greet" \\
  --header "Authorization: Bearer $TOKEN"

# 200 {"active":true,"email":"ada@example.com","name":"Ada","tier":"free",…}
# 401 {"active":false,"error":"invalid_token",…}`;
}

function buildNode(verifyUrl: string): string {
  return `const VERIFY_URL = '${verifyUrl}';

app.get('/greet', async (request, response) => {
  const answer = await fetch(VERIFY_URL + '?action=greet', {
    headers: { authorization: request.headers.authorization ?? '' },
  });
  const caller = await answer.json();

  // Hand a refusal on as it is: ChatGPT reads the status, the model relays the message.
  if (!answer.ok) {
    const challenge = answer.headers.get('www-authenticate');
    if (challenge) response.set('www-authenticate', challenge);
    return response.status(answer.status).json(caller);
  }

  response.json({ greeting: \`Hello, \${caller.name ?? caller.email}!\` });
});`;
}

function buildPython(verifyUrl: string): string {
  return `import httpx
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

VERIFY_URL = "${verifyUrl}"
app = FastAPI()

@app.get("/greet")
async def greet(request: Request):
    token = request.headers.get("authorization", "")
    async with httpx.AsyncClient() as client:
        answer = await client.get(VERIFY_URL, params={"action": "greet"}, headers={"authorization": token})
    caller = answer.json()

    # Hand a refusal on as it is: ChatGPT reads the status, the model relays the message.
    if answer.status_code != 200:
        challenge = answer.headers.get("www-authenticate")
        return JSONResponse(caller, answer.status_code, {"www-authenticate": challenge} if challenge else None)

    return {"greeting": f"Hello, {caller.get('name') or caller['email']}!"}`;
}
