/* The classic: somebody commented the close out. The socket is the caller's, and nobody tells the caller. */
static char buf[256];

bool poll_bad(SOCKET s)
{
    int nret = recv(s, buf, sizeof(buf), 0);
    if (nret == SOCKET_ERROR)
    {
        // closesocket(s);
        return false; //~ recv-error-leak
    }
    return true;
}
