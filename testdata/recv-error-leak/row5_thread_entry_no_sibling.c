static DWORD WINAPI worker_bad(LPVOID arg)
{
    char buf[64];
    SOCKET s = (SOCKET)arg;
    for (;;) {
        if (recv(s, buf, sizeof(buf), 0) == SOCKET_ERROR)
            return 0; //~ recv-error-leak
        answer(buf);
    }
}

void start(SOCKET s)
{
    if (CreateThread(NULL, 0, worker_bad, (LPVOID)s, 0, NULL) == NULL)
        closesocket(s);
}
