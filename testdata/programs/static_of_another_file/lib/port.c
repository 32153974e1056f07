// Two functions that do on Windows what is done elsewhere by others.
int port_connect(int handle, const struct sockaddr *to, int length)
{
    int rc = connect(handle, to, length);
    errno = WSAGetLastError();
    return rc;
}

int port_let_go(int handle)
{
    return closesocket((SOCKET)handle);
}
