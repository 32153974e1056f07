void run_bad(SOCKET listener)
{
    SOCKET s = accept(listener, NULL, NULL);
    if (s == INVALID_SOCKET)
        return;
    if (send(s, "x", 1, 0) == SOCKET_ERROR)
        closesocket(s);
    closesocket(s); //~ double-close
}
