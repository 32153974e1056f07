int serve_bad(SOCKET listener)
{
    SOCKET client = accept(listener, NULL, NULL);
    if (client == INVALID_SOCKET)
        return 0;
    if (CreateThread(NULL, 0, worker, (LPVOID)client, 0, NULL) == NULL)
        return 0; //~ socket-leak
    return 1;
}

int serve_ok(SOCKET listener)
{
    HANDLE thread;
    SOCKET client = accept(listener, NULL, NULL);
    if (client == INVALID_SOCKET)
        return 0;
    thread = CreateThread(NULL, 0, worker, (LPVOID)client, 0, NULL);
    if (thread == NULL)
        closesocket(client);
    return 1;
}
