// A closesocket that fails may leave the socket open; a close that fails does not.
void shut_gracefully_ok(SOCKET s)
{
    shutdown(s, SD_SEND);
    if (closesocket(s) != 0)
        goto again;
    s = INVALID_SOCKET;
again:
    if (s != INVALID_SOCKET)
        closesocket(s);
}

void shut_twice_bad(SOCKET s)
{
    shutdown(s, SD_SEND);
    if (closesocket(s) == 0)
        report("closed");
    else
        s = INVALID_SOCKET;
    if (s != INVALID_SOCKET)
        closesocket(s); //~ double-close
}

void close_again_bad(int fd)
{
    shutdown(fd, SHUT_WR);
    if (close(fd) != 0)
        close(fd); //~ double-close
}
