/* Without the comment it may be the caller's to close: a note. */
static char buf[256];

bool poll_perhaps(SOCKET s)
{
    int nret = recv(s, buf, sizeof(buf), 0);
    if (nret == SOCKET_ERROR)
    {
        return false; //~ note recv-error-leak
    }
    return true;
}

bool poll_ok(SOCKET s)
{
    int nret = recv(s, buf, sizeof(buf), 0);
    if (nret == SOCKET_ERROR)
    {
        closesocket(s);
        return false;
    }
    return true;
}
