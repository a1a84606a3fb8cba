/** A response of the HTTP API, with its JSON parsed. */
export type HttpResponse = { status: number; headers: Headers; body: unknown };

/** Calls the HTTP API, with any token or none: `call(run.url, 'GET /api/support_chat', { token })`. */
export async function call(
  runUrl: string,
  request: string,
  {
    token,
    body,
    headers,
  }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<HttpResponse> {
  const [method, path] = request.split(' ');
  const response = await fetch(`${runUrl}${path}`, {
    method: method ?? 'GET',
    redirect: 'manual',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}
