int watch_ok(HANDLE port, SOCKET listener)
{
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (CreateIoCompletionPort((HANDLE)s, port, (ULONG_PTR)s, 0) == NULL) {
        closesocket(s);
        return 0;
    }
    return 1;
}

int watch_bad(HANDLE port, SOCKET listener)
{
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return 0;
    if (CreateIoCompletionPort((HANDLE)s, port, (ULONG_PTR)s, 0) == NULL)
        return 0; //~ socket-leak
    return 1;
}
